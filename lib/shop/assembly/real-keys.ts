/** Any of these variables, also of a contract that the shop leaves (ALIPAY_PREVIOUS_…), means that real money is meant: the emulator stays off. The starter and the shop both look. */
export const REAL_KEYS = [
  "ALIPAY_PARTNER",
  "ALIPAY_MD5_KEY",
  "ALIPAY_PRIVATE_KEY",
  "ALIPAY_PUBLIC_KEY",
  "ALIPAY_FORMER_PUBLIC_KEY",
  "ALIPAY_MAPI_PUBLIC_KEY",
  "ALIPAY_APP_ID",
  "ALIPAY_APP_CERT",
  "ALIPAY_CERT",
  "ALIPAY_ROOT_CERT",
  "ALIPAY_AES_KEY",
] as const;
