import { constants, createHash, verify as rsaVerify } from "node:crypto";
import { decodeBase64 } from "../base64";
import type { Candidate } from "./candidates";
import type { Finding, MessageKind } from "./finding";
import { signerOf } from "./identify";
import type { Keyring, NamedKey } from "./keyring";
import { algorithmOf, type OpenedSignature, openSignature } from "./opened-signature";

/** Each verification of PSS costs an RSA operation, so only so many texts are tried with it. */
const MOST_PSS = 2_000;

export type Verifier = {
  /**
   * Whether one of the known keys signed this candidate: null when none did, otherwise what was wrong with the key or the
   * algorithm (an empty list when both are right).
   */
  whoSigned: (candidate: Pick<Candidate, "bytes" | "sign">) => Finding[] | null;
  /** The signature alone, whatever the text: opened by one of the known keys, or by none. */
  opened: (sign: string) => OpenedSignature | null;
};

/** Verifies candidates of one message; a signature is undone once, and each text then costs one hash. */
export function createVerifier(kind: MessageKind, ring: Keyring): Verifier {
  const keys = ring.keys.filter(({ key }, index) => ring.keys.findIndex((other) => other.key.equals(key)) === index);
  const known = new Map<string, OpenedSignature | null>();
  let leftPss = MOST_PSS;
  const opened = (sign: string) => {
    const before = known.get(sign);
    if (before !== undefined) return before;
    const bytes = decodeBase64(sign);
    const found = bytes && openSignature(bytes, keys);
    known.set(sign, found);
    return found;
  };
  const whoSigned: Verifier["whoSigned"] = ({ bytes, sign }) => {
    if (/^[0-9a-f]{32}$/i.test(sign)) return signedWithMd5(kind, { bytes, sign }, ring);
    const signature = opened(sign);
    if (!signature) return null;
    const isSigned = signature.digest ? isDigest(signature, bytes) : leftPss-- > 0 && verifiesPss(signature, bytes, sign);
    return isSigned ? [...keyFindings(kind, signature.key, ring), ...algorithmFindings(kind, algorithmOf(signature))] : null;
  };
  return { whoSigned, opened };
}

function isDigest({ hash, digest }: OpenedSignature, bytes: Buffer): boolean {
  if (!/^(?:md5|sha\d+)$/.test(hash)) return false;
  return digest !== null && createHash(hash).update(bytes).digest().equals(digest);
}

function verifiesPss({ scheme, hash, key }: OpenedSignature, bytes: Buffer, sign: string): boolean {
  if (scheme !== "PSS") return false;
  const padding = { key: key.key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_AUTO };
  return rsaVerify(hash, bytes, padding, Buffer.from(sign, "base64"));
}

/** A key counts as the right one if any of its names is: one text may stand under several. */
export function keyFindings(kind: MessageKind, { key, side, variable }: NamedKey, ring: Keyring): Finding[] {
  const wanted = signerOf(kind);
  const isWanted = ring.keys.some((other) => other.key.equals(key) && other.side === wanted.side && other.protocol === wanted.protocol);
  if (isWanted) return [];
  return side === "own" && wanted.side === "alipay"
    ? [{ cause: "signed_with_own_key", about: variable }]
    : [{ cause: "other_key", about: variable }];
}

/** Nothing when a message of this kind is signed like that. */
export function algorithmFindings(kind: MessageKind, algorithm: string): Finding[] {
  const wanted = kind.startsWith("openapi") ? "RSA-SHA256" : "RSA-SHA1";
  return algorithm === wanted ? [] : [{ cause: "wrong_algorithm", about: algorithm }];
}

function signedWithMd5(kind: MessageKind, { bytes, sign }: Pick<Candidate, "bytes" | "sign">, { md5Key }: Keyring): Finding[] | null {
  if (!md5Key) return null;
  const upper: Finding[] = /[A-F]/.test(sign) ? [{ cause: "md5_upper_case" }] : [];
  const foreign: Finding[] = kind.startsWith("openapi") ? [{ cause: "wrong_algorithm", about: "MD5" }] : [];
  for (const spelling of md5Spellings(md5Key)) {
    const spelled: Finding[] = spelling === md5Key ? [] : [{ cause: "md5_key_spelling", about: "ALIPAY_MD5_KEY" }];
    for (const glue of ["", "&key=", "&"]) {
      const digest = createHash("md5")
        .update(bytes)
        .update(glue + spelling, "utf8")
        .digest("hex");
      const glued: Finding[] = glue === "" ? [] : [{ cause: "md5_key_glued", about: glue }];
      if (digest === sign.toLowerCase()) return [...glued, ...spelled, ...upper, ...foreign];
    }
  }
  return null;
}

/** The MD5 key as it is configured, and as it must be if it was pasted with quotes, a label, something invisible, or in capitals. */
function md5Spellings(key: string): string[] {
  const bare = key.replace(/[\s"'“”‘’\u200b-\u200f\u2060\ufeff]/g, "").replace(/^.*[:：=]/, "");
  return [...new Set([key, bare, bare.toLowerCase()])];
}
