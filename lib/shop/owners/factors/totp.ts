import "server-only";
import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";

/*
 * Codes of an authenticator app (RFC 6238) with what every such app takes for granted: SHA-1, six digits, thirty seconds.
 * docs/decisions/0017 says why no package does this.
 */

const STEP_MS = 30_000;
const DIGITS = 6;
/** A phone's clock may be so many steps ahead or behind (RFC 6238 §5.2 recommends one). */
const WINDOW = 1;
/** As long as the HMAC's own output (RFC 4226 §4). */
const SECRET_BYTES = 20;
const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** A new secret, in the base32 that apps show and read. */
export function newTotpSecret(): string {
  return [...bits(randomBytes(SECRET_BYTES)).matchAll(/.{5}/g)].map(([five]) => BASE32[Number.parseInt(five, 2)]).join("");
}

/**
 * The time step whose code this is, near `now` and after `lastStep`, so that no code is taken twice; null for every other text.
 */
export function stepOfCode(secret: string, code: string, { now, lastStep }: { now: Date; lastStep: bigint | null }): bigint | null {
  const current = BigInt(Math.floor(now.getTime() / STEP_MS));
  const given = Buffer.from(code);
  let found: bigint | null = null;
  for (let offset = -WINDOW; offset <= WINDOW; offset++) {
    const step = current + BigInt(offset);
    const expected = Buffer.from(codeOf(secret, step));
    const isIt = given.length === expected.length && timingSafeEqual(given, expected);
    if (isIt && (lastStep === null || step > lastStep)) found = step;
  }
  return found;
}

/** The code of a time step (RFC 4226 §5.3). Exported for its tests; `digits` for those of the RFC. */
export function codeOf(secret: string, step: bigint, digits = DIGITS): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(step);
  const hmac = createHmac("sha1", decodeBase32(secret)).update(counter).digest();
  const offset = (hmac.at(-1) ?? 0) & 15;
  const number = hmac.readUInt32BE(offset) & 0x7fff_ffff;
  return String(number % 10 ** digits).padStart(digits, "0");
}

/** What the QR code holds (the Key URI format of authenticator apps). */
export function totpUri(secret: string, { issuer, login }: { issuer: string; login: string }): string {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(login)}`;
  return `otpauth://totp/${label}?secret=${secret}&issuer=${encodeURIComponent(issuer)}`;
}

function decodeBase32(text: string): Buffer {
  const all = [...text].map((letter) => BASE32.indexOf(letter).toString(2).padStart(5, "0")).join("");
  return Buffer.from([...all.matchAll(/.{8}/g)].map(([eight]) => Number.parseInt(eight, 2)));
}

function bits(bytes: Buffer): string {
  return [...bytes].map((byte) => byte.toString(2).padStart(8, "0")).join("");
}
