import { createCipheriv, createDecipheriv } from "node:crypto";
import { decodeBase64 } from "../base64";
import { decodeUtf8 } from "../utf8";

const ALGORITHM = "aes-128-cbc";
/**
 * Alipay's vector is sixteen zero bytes (docs/wire/alipay-openapi.md §2.6); a message's freshness comes from its signature,
 * not from here.
 */
const VECTOR = Buffer.alloc(16);

/** The key from its base64, as Alipay's console shows it; null when it is not 16 bytes. */
export function parseAesKey(base64: string): Buffer | null {
  const key = decodeBase64(base64.trim());
  return key?.length === 16 ? key : null;
}

/** AES-128-CBC with PKCS#7 padding, as base64 (docs/wire/alipay-openapi.md §2.6). */
export function encryptAes(text: string, key: Buffer): string {
  const cipher = createCipheriv(ALGORITHM, key, VECTOR);
  return Buffer.concat([cipher.update(text, "utf8"), cipher.final()]).toString("base64");
}

/** Undoes `encryptAes`; null when it cannot. Verify the signature first, or the padding check becomes an oracle. */
export function decryptAes(base64: string, key: Buffer): string | null {
  const sealed = decodeBase64(base64);
  if (!sealed) return null;
  try {
    const decipher = createDecipheriv(ALGORITHM, key, VECTOR);
    return decodeUtf8(Buffer.concat([decipher.update(sealed), decipher.final()]));
  } catch {
    return null; // Another key, or incomplete blocks.
  }
}
