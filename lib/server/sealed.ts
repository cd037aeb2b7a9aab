import "server-only";
import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from "node:crypto";

/**
 * Secrets that seal what the database must not hold in the clear: the first one seals, all of them open. None of them is in the
 * database, so who reads or copies that alone has nothing of it.
 */
export type SealingSecrets = readonly string[];

const VERSION = "v1";
const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Seals a text with AES-256-GCM under a key of its own (HKDF, RFC 5869). `place` says whose it is: what is moved to another row does
 * not open there. The result names its key, so that another one is told from damage.
 */
export function seal(text: string, place: string, [secret]: SealingSecrets): string {
  if (secret === undefined) throw new Error("There is no secret to seal with.");
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv("aes-256-gcm", keyOf(secret), iv).setAAD(Buffer.from(place));
  const bytes = Buffer.concat([iv, cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()]);
  return [VERSION, nameOf(secret), bytes.toString("base64url")].join(".");
}

/** The text; null where none of the secrets sealed it, where it was changed, or for another place. */
export function unseal(sealed: string, place: string, secrets: SealingSecrets): string | null {
  const [version, name, data = ""] = sealed.split(".");
  const secret = secrets.find((one) => nameOf(one) === name);
  const bytes = Buffer.from(data, "base64url");
  if (version !== VERSION || secret === undefined || bytes.length < IV_BYTES + TAG_BYTES) return null;
  const cipher = createDecipheriv("aes-256-gcm", keyOf(secret), bytes.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES })
    .setAAD(Buffer.from(place))
    .setAuthTag(bytes.subarray(-TAG_BYTES));
  try {
    return Buffer.concat([cipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES)), cipher.final()]).toString("utf8");
  } catch {
    return null; // the tag does not fit
  }
}

/** Says whether a text is sealed, be it with a secret that is not here; no text in base32 is. */
export function isSealed(text: string): boolean {
  return text.startsWith(`${VERSION}.`);
}

/** Says whether it was sealed with the secret that seals now. */
export function isSealedWith(sealed: string, [secret]: SealingSecrets): boolean {
  return secret !== undefined && sealed.split(".")[1] === nameOf(secret);
}

function keyOf(secret: string): Buffer {
  return Buffer.from(hkdfSync("sha256", secret, "", "xiaopu sealed in the database, v1", 32));
}

/** Tells secrets apart and says nothing of them. */
function nameOf(secret: string): string {
  const derived = Buffer.from(hkdfSync("sha256", secret, "", "xiaopu name of the sealing key, v1", 32));
  return createHash("sha256").update(derived).digest("base64url").slice(0, 8);
}
