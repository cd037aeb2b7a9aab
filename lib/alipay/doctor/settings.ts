/** The texts of a contract as people configured them, by the names that the two config parsers know; they may be wrong. */
export type DoctorSettings = { wap: Texts; openapi: Texts };
export type Texts = Readonly<Record<string, string | undefined>>;

const WAP = {
  partner: "ALIPAY_PARTNER",
  sellerAccount: "ALIPAY_SELLER_ACCOUNT",
  sellerId: "ALIPAY_SELLER_ID",
  secId: "ALIPAY_SEC_ID",
  md5Key: "ALIPAY_MD5_KEY",
  merchantPrivateKey: "ALIPAY_PRIVATE_KEY",
  alipayPublicKey: "ALIPAY_PUBLIC_KEY",
  mapiPublicKey: "ALIPAY_MAPI_PUBLIC_KEY",
  wapGatewayUrl: "ALIPAY_WAP_GATEWAY_URL",
  mapiGatewayUrl: "ALIPAY_MAPI_GATEWAY_URL",
  refundMode: "ALIPAY_WAP_REFUND",
};

const OPENAPI = {
  appId: "ALIPAY_APP_ID",
  sellerId: "ALIPAY_SELLER_ID",
  appPrivateKey: "ALIPAY_PRIVATE_KEY",
  alipayPublicKey: "ALIPAY_PUBLIC_KEY",
  formerAlipayPublicKey: "ALIPAY_FORMER_PUBLIC_KEY",
  appCert: "ALIPAY_APP_CERT",
  alipayCert: "ALIPAY_CERT",
  rootCert: "ALIPAY_ROOT_CERT",
  aesKey: "ALIPAY_AES_KEY",
  gatewayUrl: "ALIPAY_GATEWAY_URL",
};

/** Both contracts out of variables. One variable may serve both protocols: the doctor must find out which one is meant. */
export function settingsFromEnv(env: Texts): DoctorSettings {
  return { wap: rename(WAP, env), openapi: rename(OPENAPI, env) };
}

/** The variables of the contract that the shop leaves (ALIPAY_PREVIOUS_…), by the names of the current one's. */
export function previousEnv(env: Texts): Texts {
  const previous = Object.entries(env).filter(([name]) => name.startsWith("ALIPAY_PREVIOUS_"));
  return Object.fromEntries(previous.map(([name, value]) => [name.replace("ALIPAY_PREVIOUS_", "ALIPAY_"), value]));
}

/** A sentence about the current contract's variables, made one about those of the contract that the shop leaves. */
export function aboutPrevious(sentence: string): string {
  return sentence.replace(/\bALIPAY_(?!PREVIOUS_|EMULATOR_)/g, "ALIPAY_PREVIOUS_");
}

/** Both contracts out of one flat object with the parsers' names, as the emulator writes for its merchant. */
export function settingsFromMerchant(merchant: Texts): DoctorSettings {
  return {
    wap: merchant,
    openapi: {
      ...merchant,
      appPrivateKey: merchant.appPrivateKey ?? merchant.merchantPrivateKey,
      alipayPublicKey: merchant.alipayRsa2PublicKey ?? merchant.alipayPublicKey,
    },
  };
}

/** The variable that a setting comes from, for sentences about it. */
export function variableOf(protocol: keyof DoctorSettings, setting: string): string {
  const names: Record<string, string> = protocol === "wap" ? WAP : OPENAPI;
  return names[setting] ?? setting;
}

function rename(names: Record<string, string>, env: Texts): Texts {
  return Object.fromEntries(Object.entries(names).map(([setting, variable]) => [setting, env[variable] || undefined]));
}
