import { expect, test, vi } from "vitest";
import { limit } from "@/lib/server/rate-limit";
import { attempt, auditKinds, cookiesOf, PASSWORD, shopWithOwner } from "@/test/owner-access";
import { findSession } from "../sessions/find-session";
import { goOn } from "./log-in";

// Hashing is slow on purpose, and slower still on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

const DAY_MS = 24 * 3600_000;
const access = { sessionMs: 30 * DAY_MS, idleMs: 7 * DAY_MS, confirmMs: 600_000 };

test("the owner logs in, is known by the cookie, and only hashes are stored", async () => {
  const { shop, ownerId } = await shopWithOwner();
  const { token, deviceToken } = await cookiesOf(shop);
  expect(await findSession(shop, token)).toMatchObject({ owner: { id: ownerId, login: "owner" } });
  const stored = JSON.stringify([await shop.db.ownerSession.findFirst(), await shop.db.ownerDevice.findFirst()], (_, value) =>
    typeof value === "bigint" ? String(value) : value,
  );
  expect(stored).not.toContain(token);
  expect(stored).not.toContain(deviceToken);
});

test("a wrong password and a login that nobody has get the same answer", async () => {
  const { shop } = await shopWithOwner();
  const wrong = await attempt(shop, { password: "not the password" });
  expect(wrong).toMatchObject({ ok: false, reason: "wrong" });
  expect(await attempt(shop, { login: "nobody" })).toEqual(wrong);
  expect(await shop.db.ownerSession.count()).toBe(0);
});

test("a session that was planted in the browser before the login is ended, and the login gets another", async () => {
  const { shop } = await shopWithOwner();
  const planted = await cookiesOf(shop);
  const { token } = await cookiesOf(shop, { previousToken: planted.token });
  expect(token).not.toBe(planted.token);
  expect(await findSession(shop, planted.token)).toBeNull();
});

test("whoever tries passwords from one address in parallel gets so many tries and not one more", async () => {
  const { shop } = await shopWithOwner({ ownerAccess: { ...access, loginTries: 5 } });
  const results = await Promise.all(Array.from({ length: 12 }, () => attempt(shop, { password: "a wrong password" })));
  expect(results.filter((result) => !result.ok && result.reason === "wrong")).toHaveLength(5);
  expect(results.filter((result) => !result.ok && result.reason === "limited")).toHaveLength(7);
  // Not even the right password, from there; from the owner's own address it opens.
  expect(await attempt(shop)).toMatchObject({ reason: "limited" });
  expect(await attempt(shop, { ip: "2.2.2.2" })).toMatchObject({ ok: true });
});

test("who goes on guessing beyond the budget is answered late, and who logs in is not", async () => {
  const slowed: string[] = [];
  const owned = await shopWithOwner({ ownerAccess: { ...access, loginTries: 3 } });
  const shop = { ...owned.shop, slowDown: async () => void slowed.push("late") };
  for (let guess = 0; guess < 5; guess++) await attempt(shop, { password: "a wrong password" });
  expect(await attempt(shop, { ip: "2.2.2.2" })).toMatchObject({ ok: true });
  expect(slowed).toEqual(["late", "late"]);
});

test("wrong logins from everywhere do not lock out an owner on a browser that logged in before", async () => {
  const { shop } = await shopWithOwner({ ownerAccess: { ...access, loginTries: 3 } });
  const { deviceToken } = await cookiesOf(shop);
  // The login's budget, and that of everybody together.
  for (let host = 0; host < 3; host++)
    for (let n = 0; n < 3; n++) await attempt(shop, { password: "a wrong password", ip: `6.6.6.${host}` });
  for (let n = 0; n < 45; n++) await limit(shop.pool, "login-all", "all", { points: 45, perSeconds: 600 });
  expect(await attempt(shop)).toMatchObject({ reason: "limited" });
  expect(await attempt(shop, { deviceToken })).toMatchObject({ ok: true });
});

test("a copied device cookie opens nothing, and gives no more tries than an address has", async () => {
  const { shop } = await shopWithOwner({ ownerAccess: { ...access, loginTries: 3 } });
  const { deviceToken } = await cookiesOf(shop);
  expect(await findSession(shop, deviceToken)).toBeNull();
  const tries = await Promise.all(
    Array.from({ length: 6 }, (_, n) => attempt(shop, { password: "a wrong password", deviceToken, ip: `6.6.6.${n}` })),
  );
  expect(tries.filter((result) => !result.ok && result.reason === "wrong")).toHaveLength(3);
  // It is a budget of its own: whoever uses it up locks out nobody else.
  expect(await attempt(shop)).toMatchObject({ ok: true });
});

test("the device cookie of one owner is worth nothing at another's login", async () => {
  const { shop } = await shopWithOwner({ ownerAccess: { ...access, loginTries: 3 } });
  const { deviceToken } = await cookiesOf(shop);
  const tries = await Promise.all(Array.from({ length: 6 }, () => attempt(shop, { login: "other", deviceToken, ip: "6.6.6.6" })));
  expect(tries.filter((result) => !result.ok && result.reason === "limited")).toHaveLength(3);
});

test("a login with the old password that was verified just before the change opens no session", async () => {
  const { shop, ownerId } = await shopWithOwner();
  const { passwordHash } = await shop.db.owner.findUniqueOrThrow({ where: { id: ownerId } });
  await shop.db.owner.update({ where: { id: ownerId }, data: { passwordHash: "another" } });
  expect(await goOn(shop, { id: ownerId, login: "owner", name: "", passwordHash }, { ip: "1", userAgent: "" })).toBeNull();
  expect(await shop.db.ownerSession.count()).toBe(0);
});

test("logins are in the audit trail, right and wrong; what a stranger typed as a login is not", async () => {
  const { shop } = await shopWithOwner();
  await attempt(shop, { password: "a wrong password", ip: "6.6.6.6" });
  await attempt(shop, { login: PASSWORD });
  await cookiesOf(shop);
  const entries = await shop.db.auditEntry.findMany({ orderBy: { id: "asc" } });
  expect(entries).toMatchObject([
    { kind: "login_failed", login: "owner", ownerId: null, ip: "6.6.6.6", userAgent: "a phone", at: shop.now() },
    { kind: "login_failed", login: "", ownerId: null },
    { kind: "login", login: "owner", ip: "1.1.1.1", after: { how: "password", newDevice: false } },
  ]);
});

test("a stranger who fails a thousand times leaves some lines in the audit trail, and one that says that there were more", async () => {
  const { shop } = await shopWithOwner({ ownerAccess: { ...access, loginTries: 14 } });
  for (let n = 0; n < 14; n++) await attempt(shop, { login: "nobody", password: "a wrong password", ip: "6.6.6.6" });
  expect(await auditKinds(shop)).toEqual([...Array.from({ length: 10 }, () => "login_failed"), "more_failed"]);
});

test("failures from the many addresses of one IPv6 network count as one stranger's in the trail", async () => {
  const { shop } = await shopWithOwner({ ownerAccess: { ...access, loginTries: 14 } });
  for (let host = 1; host <= 12; host++) await attempt(shop, { login: "nobody", password: "a wrong password", ip: `2001:db8::${host}` });
  expect(await auditKinds(shop)).toEqual([...Array.from({ length: 10 }, () => "login_failed"), "more_failed"]);
});
