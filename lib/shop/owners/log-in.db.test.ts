import { expect, test, vi } from "vitest";
import { type TestShop, testShop } from "@/test/test-shop";
import { changePassword } from "./change-password";
import { endSession } from "./end-session";
import { findSession } from "./find-session";
import { LOGIN_LIMITS, logIn } from "./log-in";
import { hashPassword } from "./password";
import { SESSION_MS } from "./session";
import { startSession } from "./start-session";

// Hashing is slow on purpose, and slower still on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

const PASSWORD = "a long password";
const HOUR_MS = 3600_000;

async function shopWithOwner(): Promise<{ shop: TestShop; ownerId: number }> {
  const shop = await testShop();
  const { id } = await shop.db.owner.create({ data: { login: "owner", passwordHash: await hashPassword(PASSWORD) } });
  return { shop, ownerId: id };
}

const attempt = (shop: TestShop, over: { login?: string; password?: string; ip?: string; previousToken?: string } = {}) =>
  logIn(shop, { login: "owner", password: PASSWORD, ip: "1.1.1.1", userAgent: "a phone", ...over });

async function tokenOf(shop: TestShop, over: Parameters<typeof attempt>[1] = {}): Promise<string> {
  const result = await attempt(shop, over);
  if (!result.ok) throw new Error(result.reason);
  return result.token;
}

test("the owner logs in, is known by the cookie, and only its hash is stored", async () => {
  const { shop, ownerId } = await shopWithOwner();
  const token = await tokenOf(shop);
  expect(await findSession(shop, token)).toEqual({ id: ownerId, login: "owner" });
  expect((await shop.db.ownerSession.findFirstOrThrow()).tokenHash).not.toContain(token);
});

test("a wrong password and a login that nobody has get the same answer", async () => {
  const { shop } = await shopWithOwner();
  const wrong = await attempt(shop, { password: "another password" });
  expect(wrong).toMatchObject({ ok: false, reason: "wrong" });
  expect(await attempt(shop, { login: "nobody" })).toEqual(wrong);
  expect(await shop.db.ownerSession.count()).toBe(0);
});

test("a session that was planted in the browser before the login is ended, and the login gets another", async () => {
  const { shop } = await shopWithOwner();
  const planted = await tokenOf(shop);
  const token = await tokenOf(shop, { previousToken: planted });
  expect(token).not.toBe(planted);
  expect(await findSession(shop, planted)).toBeNull();
});

test("whoever tries passwords from one address in parallel gets twenty tries and not one more", async () => {
  const { shop } = await shopWithOwner();
  const results = await Promise.all(Array.from({ length: 40 }, () => attempt(shop, { password: "a wrong password" })));
  expect(results.filter((result) => !result.ok && result.reason === "wrong")).toHaveLength(LOGIN_LIMITS.ip.points);
  expect(results.filter((result) => !result.ok && result.reason === "limited")).toHaveLength(40 - LOGIN_LIMITS.ip.points);
  // Not even the right password, from there; from the owner's own address it opens.
  expect(await attempt(shop)).toMatchObject({ reason: "limited" });
  expect(await attempt(shop, { ip: "2.2.2.2" })).toMatchObject({ ok: true });
});

test("a session ends after seven days without a visit, and each visit starts them anew", async () => {
  const { shop } = await shopWithOwner();
  const token = await tokenOf(shop);
  shop.advance(SESSION_MS - HOUR_MS);
  expect(await findSession(shop, token)).not.toBeNull();
  shop.advance(SESSION_MS - HOUR_MS);
  expect(await findSession(shop, token)).not.toBeNull();
  shop.advance(SESSION_MS);
  expect(await findSession(shop, token)).toBeNull();
});

test("an owner who logs out is out, on that device alone", async () => {
  const { shop } = await shopWithOwner();
  const [phone, desk] = [await tokenOf(shop), await tokenOf(shop)];
  await endSession(shop, phone);
  expect(await findSession(shop, phone)).toBeNull();
  expect(await findSession(shop, desk)).not.toBeNull();
});

test("no cookie, an empty one and an invented one open nothing", async () => {
  const { shop } = await shopWithOwner();
  await tokenOf(shop);
  for (const token of [undefined, "", "undefined", "x".repeat(43), "x".repeat(5000)]) expect(await findSession(shop, token)).toBeNull();
});

test("an owner who changes the password stays in here and is out everywhere else", async () => {
  const { shop, ownerId } = await shopWithOwner();
  const [here, thief] = [await tokenOf(shop), await tokenOf(shop)];
  const change = { ownerId, current: PASSWORD, next: "another password", token: here };
  expect(await changePassword(shop, { ...change, current: "not it" })).toMatchObject({ reason: "wrong" });
  expect(await changePassword(shop, change)).toEqual({ ok: true, endedSessions: 1 });
  expect(await findSession(shop, here)).not.toBeNull();
  expect(await findSession(shop, thief)).toBeNull();
  expect(await attempt(shop)).toMatchObject({ reason: "wrong" });
  expect(await attempt(shop, { password: "another password" })).toMatchObject({ ok: true });
});

test("a login with the old password that was verified just before the change opens no session", async () => {
  const { shop, ownerId } = await shopWithOwner();
  const { passwordHash } = await shop.db.owner.findUniqueOrThrow({ where: { id: ownerId } });
  await changePassword(shop, { ownerId, current: PASSWORD, next: "another password", token: "" });
  expect(await startSession(shop, { ownerId, passwordHash, userAgent: "" })).toBeNull();
  expect(await shop.db.ownerSession.count()).toBe(0);
});
