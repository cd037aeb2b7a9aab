import { expect, test, vi } from "vitest";
import { hashPassword, NOBODYS_HASH, verifyPassword } from "./password";

// Hashing is slow on purpose, and slower still on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

test("an owner's password opens its own hash and no other password does", async () => {
  const hash = await hashPassword("正确的密码-2026");
  expect(hash).toMatch(/^scrypt\$N=32768,r=8,p=3\$/);
  expect(await verifyPassword("正确的密码-2026", hash)).toBe(true);
  expect(await verifyPassword("正确的密码-2027", hash)).toBe(false);
  expect(await verifyPassword("", hash)).toBe(false);
});

test("two owners with the same password cannot be told by their hashes", async () => {
  expect(await hashPassword("same password")).not.toBe(await hashPassword("same password"));
});

test("a password typed in another Unicode form is the same password", async () => {
  expect(await verifyPassword("cafe\u0301-password", await hashPassword("caf\u00e9-password"))).toBe(true);
});

test("a hash made with other parameters still opens", async () => {
  const { scryptSync } = await import("node:crypto");
  const salt = Buffer.alloc(16, 7);
  const key = scryptSync("an older one", salt, 32, { N: 1024, r: 8, p: 1 });
  const hash = `scrypt$N=1024,r=8,p=1$${salt.toString("base64url")}$${key.toString("base64url")}`;
  expect(await verifyPassword("an older one", hash)).toBe(true);
});

test("nobody's hash is well formed, takes the same work, and opens to nothing", async () => {
  expect(NOBODYS_HASH.split("$")[1]).toBe((await hashPassword("whatever it is")).split("$")[1]);
  expect(await verifyPassword("", NOBODYS_HASH)).toBe(false);
});

test("a stored hash that is none is a fault and not a wrong password", async () => {
  await expect(verifyPassword("x", "plain text")).rejects.toThrow("not one of ours");
});
