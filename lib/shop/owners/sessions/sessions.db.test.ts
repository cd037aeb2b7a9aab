import { expect, test, vi } from "vitest";
import { actingAs, aSession, auditKinds, cookiesOf, PASSWORD, sessionOf, shopWithOwner } from "@/test/owner-access";
import { changePassword } from "../account/change-password";
import { confirmSession } from "../login/confirm-session";
import { acknowledgeDevice, listDeviceAlerts, refuseDevice } from "./device-alerts";
import { endOtherSessions, endSession, logOut } from "./end-sessions";
import { findSession } from "./find-session";
import { listSessions } from "./list-sessions";
import { isConfirmed } from "./session";

vi.setConfig({ testTimeout: 120_000 });

const HOUR_MS = 3600_000;
const DAY_MS = 24 * HOUR_MS;
const visitor = { ip: "1.1.1.1", userAgent: "a phone" };

test("a session ends after seven days without a visit, and each visit starts them anew", async () => {
  const { shop } = await shopWithOwner();
  const { token } = await cookiesOf(shop);
  for (let visits = 0; visits < 3; visits++) {
    shop.advance(7 * DAY_MS - HOUR_MS);
    expect(await findSession(shop, token)).not.toBeNull();
  }
  shop.advance(7 * DAY_MS);
  expect(await findSession(shop, token)).toBeNull();
});

test("a page that asks by itself for news keeps no login alive", async () => {
  const { shop } = await shopWithOwner();
  const { token } = await cookiesOf(shop);
  for (let day = 1; day < 7; day++) {
    shop.advance(DAY_MS);
    expect(await findSession(shop, token, { isVisit: false })).not.toBeNull();
  }
  shop.advance(DAY_MS);
  expect(await findSession(shop, token)).toBeNull();
});

test("a session ends thirty days after its login, however often the owner comes by", async () => {
  const { shop } = await shopWithOwner();
  const { token } = await cookiesOf(shop);
  for (let day = 1; day < 30; day++) {
    shop.advance(DAY_MS);
    expect(await findSession(shop, token)).not.toBeNull();
  }
  shop.advance(DAY_MS);
  expect(await findSession(shop, token)).toBeNull();
});

test("an owner who sets a shorter time in the configuration ends the sessions that are older", async () => {
  const { shop } = await shopWithOwner();
  const { token } = await cookiesOf(shop);
  shop.advance(2 * DAY_MS);
  shop.config.ownerAccess = { ...shop.config.ownerAccess, sessionMs: DAY_MS };
  expect(await findSession(shop, token)).toBeNull();
});

test("an owner who logs out is out, in that browser alone", async () => {
  const { shop } = await shopWithOwner();
  const [phone, desk] = [await aSession(shop), await aSession(shop)];
  await logOut(shop, phone.session);
  expect(await findSession(shop, phone.token)).toBeNull();
  expect(await findSession(shop, desk.token)).not.toBeNull();
});

test("no cookie, an empty one and an invented one open nothing", async () => {
  const { shop } = await shopWithOwner();
  await cookiesOf(shop);
  for (const token of [undefined, "", "undefined", "x".repeat(43), "x".repeat(5000)]) expect(await findSession(shop, token)).toBeNull();
});

test("a thief who copied the owner's cookie is out once the owner changes the password, and so is every other browser", async () => {
  const { shop, ownerId } = await shopWithOwner();
  const [here, elsewhere] = [await aSession(shop), await cookiesOf(shop)];
  const change = { current: PASSWORD, next: "correct horse battery", visitor };
  expect(await changePassword(shop, here.session, { ...change, current: "not it" })).toMatchObject({ reason: "wrong" });
  expect(await changePassword(shop, here.session, { ...change, next: "password123" })).toMatchObject({ reason: "too_common" });
  const changed = await changePassword(actingAs(shop, ownerId), here.session, change);
  expect(changed).toMatchObject({ ok: true, endedSessions: 1 });
  for (const copied of [here.token, elsewhere.token]) expect(await findSession(shop, copied)).toBeNull();
  expect(changed.ok && (await findSession(shop, changed.token))).toMatchObject({ id: here.session.id });
  expect(await auditKinds(shop)).toEqual(["login", "login", "confirm_failed", "password_changed"]);
});

test("a login counts as a confirmation for ten minutes; then the password is asked for, and the session goes on under another token", async () => {
  const { shop } = await shopWithOwner();
  const { token, session } = await aSession(shop);
  expect(isConfirmed(shop, session)).toBe(true);
  shop.advance(10 * 60_000);
  expect(isConfirmed(shop, session)).toBe(false);
  expect(await confirmSession(shop, session, { proof: { password: "not it" }, visitor })).toMatchObject({ reason: "wrong" });
  const confirmed = await confirmSession(shop, session, { proof: { password: PASSWORD }, visitor });
  if (!confirmed.ok) throw new Error(confirmed.reason);
  expect(await findSession(shop, token)).toBeNull();
  const after = await sessionOf(shop, confirmed.token);
  expect(after.id).toBe(session.id);
  expect(isConfirmed(shop, after)).toBe(true);
});

test("a thief with a copied cookie gets ten guesses at the password, and does not use up the owner's", async () => {
  const { shop } = await shopWithOwner();
  const [thief, owner] = [await aSession(shop), await aSession(shop)];
  const guess = () => confirmSession(shop, thief.session, { proof: { password: "a guess" }, visitor });
  const results = [];
  for (let n = 0; n < 11; n++) results.push(await guess());
  expect(results.map((result) => !result.ok && result.reason)).toEqual([...Array.from({ length: 10 }, () => "wrong"), "limited"]);
  expect(await confirmSession(shop, owner.session, { proof: { password: PASSWORD }, visitor })).toMatchObject({ ok: true });
});

test("the owner sees where they are logged in, this browser first, and ends one or all others", async () => {
  const { shop, ownerId } = await shopWithOwner();
  const [desk, phone, old] = [await aSession(shop), await aSession(shop, { ip: "2.2.2.2", userAgent: "iPhone" }), await aSession(shop)];
  shop.advance(HOUR_MS);
  await findSession(shop, phone.token);
  const listed = await listSessions(shop, desk.session);
  expect(listed).toMatchObject([{ id: desk.session.id, isCurrent: true }, { id: phone.session.id, ip: "2.2.2.2" }, { id: old.session.id }]);
  expect(await endSession(actingAs(shop, ownerId), desk.session, old.session.id)).toEqual({ ok: true });
  expect(await endSession(shop, desk.session, old.session.id)).toMatchObject({ reason: "gone" });
  expect(await endOtherSessions(actingAs(shop, ownerId), desk.session)).toEqual({ ok: true, ended: 1 });
  expect(await listSessions(shop, desk.session)).toHaveLength(1);
  expect((await auditKinds(shop)).slice(-2)).toEqual(["sessions_ended", "sessions_ended"]);
});

test("nobody ends the session of another owner", async () => {
  const { shop } = await shopWithOwner();
  const { session } = await aSession(shop);
  const other = { ...session, owner: { ...session.owner, id: session.owner.id + 1, login: "other" } };
  expect(await endSession(shop, other, session.id)).toMatchObject({ reason: "gone" });
});

test("a login from a new browser is shown in the owner's others until it is answered, and never in itself", async () => {
  const { shop, ownerId } = await shopWithOwner();
  const desk = await aSession(shop);
  expect(await listDeviceAlerts(shop, desk.session)).toEqual([]);
  const strange = await aSession(shop, { ip: "6.6.6.6", userAgent: "a strange phone" });
  expect(await listDeviceAlerts(shop, strange.session)).toEqual([]);
  const [alert] = await listDeviceAlerts(shop, desk.session);
  expect(alert).toMatchObject({ ip: "6.6.6.6", userAgent: "a strange phone", createdAt: shop.now() });
  const deviceId = alert?.id ?? 0n;
  expect(await acknowledgeDevice(shop, strange.session, deviceId)).toMatchObject({ reason: "answered" });
  expect(await acknowledgeDevice(actingAs(shop, ownerId), desk.session, deviceId)).toEqual({ ok: true });
  expect(await listDeviceAlerts(shop, desk.session)).toEqual([]);
  expect(await acknowledgeDevice(shop, desk.session, deviceId)).toMatchObject({ reason: "answered" });
});

test("a thief who logs in from two new browsers cannot answer for the one in the other", async () => {
  const { shop } = await shopWithOwner();
  const desk = await aSession(shop);
  const [one, other] = [await aSession(shop, { ip: "6.6.6.6" }), await aSession(shop, { ip: "6.6.6.7" })];
  for (const { session } of [one, other]) expect(await listDeviceAlerts(shop, session)).toEqual([]);
  expect(await listDeviceAlerts(shop, desk.session)).toHaveLength(2);
});

test("不是我 ends every session of that browser, which is then as unknown as before", async () => {
  const { shop, ownerId } = await shopWithOwner();
  const desk = await aSession(shop);
  const strange = await aSession(shop);
  await cookiesOf(shop, { deviceToken: strange.deviceToken });
  const deviceId = strange.session.deviceId ?? 0n;
  expect(await refuseDevice(actingAs(shop, ownerId), desk.session, deviceId)).toEqual({ ok: true });
  expect(await findSession(shop, strange.token)).toBeNull();
  expect(await shop.db.ownerSession.count()).toBe(1);
  const entry = await shop.db.auditEntry.findFirstOrThrow({ where: { kind: "device_refused" } });
  expect(entry.after).toMatchObject({ sessions: 2, userAgent: "a phone" });
  await cookiesOf(shop, { deviceToken: strange.deviceToken });
  expect(await listDeviceAlerts(shop, desk.session)).toHaveLength(1);
});

test("the same browser logging in again is no new one", async () => {
  const { shop } = await shopWithOwner();
  const first = await aSession(shop);
  await cookiesOf(shop, { deviceToken: first.deviceToken });
  expect(await shop.db.ownerDevice.count()).toBe(1);
});

test("an owner who comes with a hundred browsers keeps those that were acknowledged", async () => {
  const { shop } = await shopWithOwner({
    ownerAccess: { sessionMs: 30 * DAY_MS, idleMs: 7 * DAY_MS, confirmMs: 600_000, loginTries: 100 },
  });
  const desk = await aSession(shop);
  for (let n = 0; n < 31; n++) await cookiesOf(shop);
  expect(await shop.db.ownerDevice.count()).toBe(30);
  expect(await findSession(shop, desk.token)).not.toBeNull();
});

test("a line of the audit trail cannot be changed, removed or emptied away", async () => {
  const { shop } = await shopWithOwner();
  await cookiesOf(shop);
  for (const change of ["UPDATE audit_entries SET kind = 'x'", "DELETE FROM audit_entries", "TRUNCATE audit_entries"])
    await expect(shop.db.$executeRawUnsafe(change)).rejects.toThrow("only ever added to");
  expect(await shop.db.auditEntry.count()).toBe(1);
});
