import { constants, createHash, type KeyObject, publicDecrypt } from "node:crypto";
import { readDer, readOid } from "../openapi/der";
import type { NamedKey } from "./keyring";

/** What an RSA signature says of itself: whose key made it, in which scheme, and the digest of the text that was signed. */
export type OpenedSignature = { key: NamedKey; scheme: "PKCS#1" | "PSS"; hash: string; digest: Buffer | null };

/** Digests by their object identifiers (RFC 8017, appendix B.1), by the names that Node knows. */
const HASHES = new Map([
  ["1.2.840.113549.2.5", "md5"],
  ["1.3.14.3.2.26", "sha1"],
  ["2.16.840.1.101.3.4.2.1", "sha256"],
  ["2.16.840.1.101.3.4.2.2", "sha384"],
  ["2.16.840.1.101.3.4.2.3", "sha512"],
]);
const PSS_HASHES = ["sha256", "sha1", "sha512"] as const;

/**
 * Undoes a signature with each public key of its length. The result depends on no text, so that one can tell a text that was
 * changed (some key opens the signature) from a signature by somebody else (none does), and a text is tried by one hash. Under a key that
 * did not make it one signature in some 12,000 looks like PSS, and none like PKCS#1: so PSS is thought of when no key opens it otherwise.
 */
export function openSignature(signature: Buffer, keys: readonly NamedKey[]): OpenedSignature | null {
  const blocks = keys
    .filter(({ key }) => signature.length * 8 === key.asymmetricKeyDetails?.modulusLength)
    .map((key) => ({ key, block: rawBlock(signature, key.key) }));
  for (const open of [openPkcs1, openPss]) {
    for (const { key, block } of blocks) {
      const opened = block && open(block);
      if (opened) return { key, ...opened };
    }
  }
  return null;
}

function rawBlock(signature: Buffer, key: KeyObject): Buffer | null {
  try {
    return publicDecrypt({ key, padding: constants.RSA_NO_PADDING }, signature);
  } catch {
    return null; // A number that is not smaller than the modulus.
  }
}

type Contents = Omit<OpenedSignature, "key">;

/** 00 01 FF … FF 00 and then the digest with its algorithm (RFC 8017 §9.2). */
function openPkcs1(block: Buffer): Contents | null {
  const end = block.indexOf(0, 2);
  if (block[0] !== 0 || block[1] !== 1 || end < 10 || block.subarray(2, end).some((byte) => byte !== 0xff)) return null;
  const info = readDer(block.subarray(end + 1));
  const algorithm = info?.tag === 0x30 ? readDer(info.content) : null;
  const oid = algorithm && readDer(algorithm.content);
  const digest = algorithm && readDer(algorithm.rest);
  if (oid?.tag !== 0x06 || digest?.tag !== 0x04) return { scheme: "PKCS#1", hash: "no digest", digest: null };
  const name = readOid(oid.content);
  return { scheme: "PKCS#1", hash: HASHES.get(name) ?? name, digest: digest.content };
}

/** PSS shows itself without its text: under the mask stand zeros, a one and the salt (RFC 8017 §9.1.2). */
function openPss(block: Buffer): Contents | null {
  if (block.at(-1) !== 0xbc) return null;
  for (const hash of PSS_HASHES) {
    const size = createHash(hash).digest().length;
    const masked = block.subarray(0, block.length - size - 1);
    const mask = mgf1(block.subarray(masked.length, -1), { length: masked.length, hash });
    const plain = masked.map((byte, index) => byte ^ (mask[index] ?? 0));
    plain[0] = (plain[0] ?? 0) & 0x7f;
    const one = plain.findIndex((byte) => byte !== 0);
    // The salt is as long as the digest, or as it can be.
    const saltLength = plain.length - one - 1;
    if (plain[one] === 1 && (one === 0 || saltLength === size || saltLength === 20)) return { scheme: "PSS", hash, digest: null };
  }
  return null;
}

function mgf1(seed: Buffer, { length, hash }: { length: number; hash: string }): Buffer {
  const parts: Buffer[] = [];
  for (let counter = 0; parts.length * seed.length < length; counter++) {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter);
    parts.push(createHash(hash).update(seed).update(count).digest());
  }
  return Buffer.concat(parts).subarray(0, length);
}

/** What people call the algorithm of an opened signature: "RSA-SHA256", "RSA-PSS with SHA-256". */
export function algorithmOf({ scheme, hash }: Contents): string {
  const name = hash.replace(/^sha/, "SHA").replace("md5", "MD5");
  return scheme === "PSS" ? `RSA-PSS with ${name}` : `RSA-${name}`;
}
