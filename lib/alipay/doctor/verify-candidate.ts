import { createHash, verify as rsaVerify } from "node:crypto";
import type { Candidate } from "./candidates";
import type { Finding, MessageKind } from "./finding";
import { signerOf } from "./identify";
import type { Keyring, NamedKey } from "./keyring";

/**
 * Whether one of the known keys signed this candidate: null when none did, otherwise what was wrong with the key or the
 * algorithm (an empty list when both are right).
 */
export function whoSigned(kind: MessageKind, candidate: Candidate, ring: Keyring): Finding[] | null {
  if (/^[0-9a-f]{32}$/i.test(candidate.sign)) return signedWithMd5(kind, candidate, ring);
  const signature = Buffer.from(candidate.sign, "base64");
  if (signature.length < 64) return null;
  for (const named of ring.keys.filter(({ key }, index) => ring.keys.findIndex((other) => other.key.equals(key)) === index)) {
    const algorithm = RSA_ALGORITHMS.find((name) => verifies(name, candidate.bytes, named, signature));
    if (algorithm) return [...keyFindings(kind, named, ring), ...algorithmFindings(kind, algorithm)];
  }
  return null;
}

const RSA_ALGORITHMS = ["RSA-SHA256", "RSA-SHA1"] as const;

function verifies(algorithm: string, bytes: Buffer, { key }: NamedKey, signature: Buffer): boolean {
  return signature.length * 8 === key.asymmetricKeyDetails?.modulusLength && rsaVerify(algorithm, bytes, key, signature);
}

/** A key counts as the right one if any of its names is: one text may stand under several. */
function keyFindings(kind: MessageKind, { key, side, variable }: NamedKey, ring: Keyring): Finding[] {
  const wanted = signerOf(kind);
  const isWanted = ring.keys.some((other) => other.key.equals(key) && other.side === wanted.side && other.protocol === wanted.protocol);
  if (isWanted) return [];
  return side === "own" && wanted.side === "alipay"
    ? [{ cause: "signed_with_own_key", about: variable }]
    : [{ cause: "other_key", about: variable }];
}

function algorithmFindings(kind: MessageKind, algorithm: (typeof RSA_ALGORITHMS)[number]): Finding[] {
  const wanted = kind.startsWith("openapi") ? "RSA-SHA256" : "RSA-SHA1";
  return algorithm === wanted ? [] : [{ cause: "wrong_algorithm", about: algorithm }];
}

function signedWithMd5(kind: MessageKind, { bytes, sign }: Candidate, { md5Key }: Keyring): Finding[] | null {
  if (!md5Key) return null;
  const upper: Finding[] = /[A-F]/.test(sign) ? [{ cause: "md5_upper_case" }] : [];
  const foreign: Finding[] = kind.startsWith("openapi") ? [{ cause: "wrong_algorithm", about: "MD5" }] : [];
  for (const [glue, findings] of [
    ["", []] as const,
    ["&key=", [{ cause: "md5_key_glued", about: "&key=" }]] as const,
    ["&", [{ cause: "md5_key_glued", about: "&" }]] as const,
  ]) {
    const digest = createHash("md5")
      .update(bytes)
      .update(glue + md5Key, "utf8")
      .digest("hex");
    if (digest === sign.toLowerCase()) return [...findings, ...upper, ...foreign];
  }
  return null;
}
