/** Gives so many random bytes; a parameter, so that a test can foresee every number. */
export type Random = (bytes: number) => Uint8Array;

/** So many lowercase hex characters. */
export function randomHex(random: Random, length: number): string {
  return Buffer.from(random(Math.ceil(length / 2)))
    .toString("hex")
    .slice(0, length);
}

/** So many decimal digits. */
export function randomDigits(random: Random, length: number): string {
  return Array.from(random(length), (byte) => String(byte % 10)).join("");
}
