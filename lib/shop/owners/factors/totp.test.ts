import { expect, test } from "vitest";
import { codeOf, newTotpSecret, stepOfCode, totpUri } from "./totp";

/** "12345678901234567890" in base32: the secret of the RFC's test vectors. */
const RFC_SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

test.each([
  [59, "94287082"],
  [1111111109, "07081804"],
  [1111111111, "14050471"],
  [1234567890, "89005924"],
  [2000000000, "69279037"],
  [20000000000, "65353130"],
])("at second %i the app shows what RFC 6238 says (appendix B)", (second, code) => {
  expect(codeOf(RFC_SECRET, BigInt(Math.floor(second / 30)), 8)).toBe(code);
});

test.each([
  [0, "755224"],
  [1, "287082"],
  [9, "520489"],
])("the six digits of count %i are those of RFC 4226 (appendix D)", (count, code) => {
  expect(codeOf(RFC_SECRET, BigInt(count))).toBe(code);
});

const now = new Date("2026-11-25T08:00:10Z");
const step = BigInt(Math.floor(now.getTime() / 30_000));
const take = (code: string, lastStep: bigint | null = null) => stepOfCode(RFC_SECRET, code, { now, lastStep });

test("an owner whose phone is half a minute early or late is let in, and one who is a minute off is not", () => {
  for (const offset of [-1n, 0n, 1n]) expect(take(codeOf(RFC_SECRET, step + offset))).toBe(step + offset);
  for (const offset of [-2n, 2n]) expect(take(codeOf(RFC_SECRET, step + offset))).toBeNull();
});

test("a code that somebody read over the owner's shoulder has been used, and so have those before it", () => {
  expect(take(codeOf(RFC_SECRET, step), step)).toBeNull();
  expect(take(codeOf(RFC_SECRET, step - 1n), step)).toBeNull();
  expect(take(codeOf(RFC_SECRET, step + 1n), step)).toBe(step + 1n);
});

test.each(["", "12345", "1234567", "abcdef", "一二三四五六"])("%j is no code", (code) => {
  expect(take(code)).toBeNull();
});

test("each owner has a secret of 160 bits, which the QR code carries under the shop's name", () => {
  const [one, other] = [newTotpSecret(), newTotpSecret()];
  expect(one).toMatch(/^[A-Z2-7]{32}$/);
  expect(one).not.toBe(other);
  expect(totpUri("ABC", { issuer: "小铺 shop.example", login: "a@b.c" })).toBe(
    "otpauth://totp/%E5%B0%8F%E9%93%BA%20shop.example:a%40b.c?secret=ABC&issuer=%E5%B0%8F%E9%93%BA%20shop.example",
  );
});
