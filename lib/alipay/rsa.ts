import { constants, type KeyObject, privateDecrypt, publicEncrypt, sign as rsaSign, verify as rsaVerify } from "node:crypto";
import { decodeBase64 } from "./base64";
import { decodeUtf8 } from "./utf8";

/** Base64 of RSASSA-PKCS1-v1_5 with SHA-1 over the text's UTF-8 bytes (docs/wire/alipay-wap.md §2). */
export function signRsaSha1(text: string, privateKey: KeyObject): string {
  return rsaSign("RSA-SHA1", Buffer.from(text, "utf8"), privateKey).toString("base64");
}

/** True when `sign` is that signature in canonical base64; false, never an exception, for anything else. */
export function verifyRsaSha1(text: string, sign: string, publicKey: KeyObject): boolean {
  const bytes = decodeBase64(sign);
  return bytes !== null && rsaVerify("RSA-SHA1", Buffer.from(text, "utf8"), publicKey, bytes);
}

/**
 * Encrypts as the gateway does: the plaintext cut into chunks of `chunkSize` bytes (a character may straddle two), each
 * one PKCS#1 v1.5 block, joined and written as base64 (docs/wire/alipay-wap.md §2, RSA encryption). With a 1024-bit key a
 * chunk holds 1 to 117 bytes; captured messages used between 93 and 105.
 */
export function encryptBlocks(plain: Buffer, publicKey: KeyObject, chunkSize = 100): string {
  const blocks: Buffer[] = [];
  let from = 0;
  do {
    const chunk = plain.subarray(from, from + chunkSize);
    blocks.push(publicEncrypt({ key: publicKey, padding: constants.RSA_PKCS1_PADDING }, chunk));
    from += chunkSize;
  } while (from < plain.length);
  return Buffer.concat(blocks).toString("base64");
}

/** A captured notice has 8, one with 256 letters of subject some 16, a token's answer fewer. Each costs a private-key operation, whoever sent it, before its signature can be checked. */
export const MOST_BLOCKS = 64;

/** What came out of encrypted blocks; every way to be broken is the same. */
export type Opened = { ok: true; text: string } | { ok: false };

/**
 * `decryptBlocks`, done wherever the caller wants it done: Node decrypts with a private key on its event loop only, and a message of
 * a dozen blocks takes from one millisecond to fifty there, by the key's length. "busy": not done for want of room or time, which
 * says nothing of the message.
 */
export type OpenBlocks = (base64: string, privateKey: KeyObject) => Promise<Opened | "busy">;

/** `decryptBlocks` at once, where the caller stands: for whoever has nobody else to serve meanwhile. */
export const openHere: OpenBlocks = async (base64, privateKey) => decryptBlocks(base64, privateKey);

/**
 * Undoes `encryptBlocks` for any chunk size: blocks as long as the key's modulus (128 bytes for 1024 bits), bytes joined
 * before they are decoded as UTF-8. More than MOST_BLOCKS are refused before the first is decrypted. Every failure gives the same answer: which block broke, and how, would help an attacker.
 */
export function decryptBlocks(base64: string, privateKey: KeyObject): Opened {
  const sealed = decodeBase64(base64);
  const size = modulusBytes(privateKey);
  if (!sealed || sealed.length % size !== 0 || sealed.length > MOST_BLOCKS * size) return { ok: false };
  const parts: Buffer[] = [];
  let broken = 0;
  for (let from = 0; from < sealed.length; from += size) {
    const part = decryptBlock(sealed.subarray(from, from + size), privateKey);
    if (part) parts.push(part);
    else broken += 1;
  }
  const text = decodeUtf8(Buffer.concat(parts));
  return broken === 0 && text !== null ? { ok: true, text } : { ok: false };
}

/** How many blocks a text of base64 may hold, to be known before any is decrypted. */
export function countBlocks(base64: string, privateKey: KeyObject): number {
  return Math.floor((base64.length * 3) / 4 / modulusBytes(privateKey)); // at most two bytes too many, and no block
}

function decryptBlock(block: Buffer, privateKey: KeyObject): Buffer | null {
  try {
    // Since CVE-2023-46809 Node refuses PKCS#1 v1.5 padding for private decryption, so the padding is removed here.
    return unpad(privateDecrypt({ key: privateKey, padding: constants.RSA_NO_PADDING }, block));
  } catch {
    return null; // A block that is not smaller than the modulus.
  }
}

/** Removes 00 02 (at least 8 bytes, none zero) 00; looks at every byte in any case, so that time tells nothing (RFC 8017 §7.2.2). */
function unpad(block: Buffer): Buffer | null {
  let end = 0;
  for (let index = block.length - 1; index >= 2; index--) end = block[index] === 0 ? index : end;
  const marked = Number(block[0] === 0) & Number(block[1] === 2) & Number(end >= 10);
  return marked === 1 ? block.subarray(end + 1) : null;
}

function modulusBytes(key: KeyObject): number {
  const bits = key.asymmetricKeyDetails?.modulusLength;
  if (!bits) throw new TypeError("not an RSA key");
  return Math.ceil(bits / 8);
}
