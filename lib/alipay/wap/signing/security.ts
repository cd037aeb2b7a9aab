import type { KeyObject } from "node:crypto";
import { sortedString, splitsOneWay } from "../../canonical";
import { signMd5, verifyMd5 } from "../../md5";
import { decryptBlocks, encryptBlocks, type OpenBlocks, type Opened, signRsaSha1, verifyRsaSha1 } from "../../rsa";
import { signAside } from "../../sign-aside";

/** `sec_id`: the algorithm of a contract. 0001 is RSA, with the token answer and the notice encrypted as well. */
export type SecId = "MD5" | "0001";

/**
 * What one side of a contract signs and checks with; the merchant and the gateway each hold one, mirrored. With MD5 both
 * hold the same secret. The algorithm always comes from here, never from a message.
 */
export type SecurityKeys =
  | { secId: "MD5"; md5Key: string }
  | { secId: "0001"; privateKey: KeyObject /** The other side's. */; peerPublicKey: KeyObject };

/** Signs a finished string (docs/wire/alipay-wap.md §2). */
export function signText(text: string, keys: SecurityKeys): string {
  return keys.secId === "MD5" ? signMd5(text, keys.md5Key) : signRsaSha1(text, keys.privateKey);
}

/** True when the other side signed this string. */
export function verifyText(text: string, sign: string, keys: SecurityKeys): boolean {
  return keys.secId === "MD5" ? verifyMd5(text, keys.md5Key, sign) : verifyRsaSha1(text, sign, keys.peerPublicKey);
}

export type Params = [name: string, value: string][];

/** The parameters, then their `sign`: the rule of every message of the shop. */
export async function signSortedAside(params: Params, keys: SecurityKeys): Promise<Params> {
  const text = sortedString(params);
  const sign = keys.secId === "MD5" ? signMd5(text, keys.md5Key) : await signAside("RSA-SHA1", text, keys.privateKey);
  return [...params, ["sign", sign]];
}

/** The same on the spot: the gateway's side, and its rule for every message except the notice. */
export function signSorted(params: Params, keys: SecurityKeys): Params {
  return [...params, ["sign", signText(sortedString(params), keys)]];
}

/** True when `sign` covers exactly these parameters; false when it is missing. */
export function verifySorted(params: ReadonlyMap<string, string>, keys: SecurityKeys): boolean {
  return splitsOneWay(params) && verifyText(sortedString(params), params.get("sign") ?? "", keys);
}

/** Encrypts for the other side where the contract encrypts (0001); MD5 contracts send plain text. */
export function seal(text: string, keys: SecurityKeys, chunkSize = 100): string {
  return keys.secId === "MD5" ? text : encryptBlocks(Buffer.from(text, "utf8"), keys.peerPublicKey, chunkSize);
}

/** Undoes `seal`; signatures are over what comes out of here (docs/wire/alipay-wap.md §2). */
export function unseal(text: string, keys: SecurityKeys): Opened {
  return keys.secId === "MD5" ? { ok: true, text } : decryptBlocks(text, keys.privateKey);
}

/** The same, with the blocks decrypted wherever `open` does it. */
export async function unsealBy(open: OpenBlocks, text: string, keys: SecurityKeys): Promise<Opened | "busy"> {
  return keys.secId === "MD5" ? { ok: true, text } : open(text, keys.privateKey);
}

/** What MAPI calls the same algorithm in `sign_type`: `RSA` for 0001. */
export function mapiSignType(secId: SecId): "MD5" | "RSA" {
  return secId === "MD5" ? "MD5" : "RSA";
}

/** Finds the gateway's keys for a contract; null when there is none, or when it uses another algorithm. */
export type FindKeys = (partner: string, secId: SecId) => SecurityKeys | null;
