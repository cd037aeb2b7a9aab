import { createHash, timingSafeEqual } from "node:crypto";

/**
 * MD5 of the text with the key right behind it, as 32 lower-case hex digits (docs/wire/alipay-wap.md §2). Bytes are UTF-8;
 * the one old service that signs in GBK (mobile.merchant.paychannel) is not supported.
 */
export function signMd5(text: string, key: string): string {
  return createHash("md5")
    .update(text + key, "utf8")
    .digest("hex");
}

/** True when `sign` is what `signMd5` gives, compared in constant time; false for any other spelling and for an empty key. */
export function verifyMd5(text: string, key: string, sign: string): boolean {
  if (key === "" || !/^[0-9a-f]{32}$/.test(sign)) return false;
  return timingSafeEqual(Buffer.from(signMd5(text, key), "latin1"), Buffer.from(sign, "latin1"));
}
