import { expect, test, vi } from "vitest";
import { actingAs, aSession, attempt, auditKinds, codeNow, PASSWORD, shopWithOwner } from "@/test/owner-access";
import type { TestShop } from "@/test/test-shop";
import { changePassword } from "../account/change-password";
import { findPendingLogin, type SecondProof, takeSecondStep } from "../login/second-step";
import { findSession } from "../sessions/find-session";
import type { Session } from "../sessions/session";
import { listFactors } from "./list-factors";
import { makeRecoveryCodes } from "./recovery-codes";
import { beginTotp, confirmTotp, removeTotp } from "./set-totp";

vi.setConfig({ testTimeout: 120_000 });

const browser = { ip: "2.2.2.2", userAgent: "another phone" };

/** A shop whose owner has an authenticator app; `secret` is what the app knows. The code of this moment has been used. */
async function shopWithTotp(): Promise<{ shop: TestShop; ownerId: number; session: Session; secret: string }> {
  const { shop, ownerId } = await shopWithOwner();
  const { session } = await aSession(shop);
  const acting = actingAs(shop, ownerId);
  await beginTotp(acting, session);
  const secret = (await listFactors(shop, ownerId)).totpPending ?? "";
  expect(await confirmTotp(acting, session, codeNow(shop, secret))).toMatchObject({ ok: true });
  return { shop, ownerId, session, secret };
}

async function pendingToken(shop: TestShop): Promise<string> {
  const result = await attempt(shop);
  if (!result.ok || result.step !== "second") throw new Error("the login does not wait");
  return result.pendingToken;
}

async function second(shop: TestShop, proof: SecondProof, token?: string) {
  return takeSecondStep(shop, { pendingToken: token ?? (await pendingToken(shop)), proof, ...browser });
}

test("an owner with an authenticator app logs in with the password and a code, and a copied code is worth nothing", async () => {
  const { shop, ownerId, secret } = await shopWithTotp();
  const token = await pendingToken(shop);
  expect(await findPendingLogin(shop, token)).toEqual({ totp: true, passkey: false });
  expect(await second(shop, { code: "000000" }, token)).toMatchObject({ reason: "wrong" });
  shop.advance(30_000);
  const code = codeNow(shop, secret);
  const opened = await second(shop, { code: `${code.slice(0, 3)} ${code.slice(3)}` }, token);
  expect(opened.ok && (await findSession(shop, opened.token))).toMatchObject({ owner: { id: ownerId } });
  expect(await second(shop, { code })).toMatchObject({ reason: "wrong" });
  // The login that was opened waits no longer.
  expect(await second(shop, { code }, token)).toMatchObject({ reason: "expired" });
  expect(await auditKinds(shop)).toEqual(["login", "totp_set", "second_step_failed", "login", "second_step_failed"]);
});

test("the password alone opens no session", async () => {
  const { shop } = await shopWithTotp();
  const token = await pendingToken(shop);
  expect(await findSession(shop, token)).toBeNull();
  expect(await shop.db.ownerSession.count()).toBe(1);
});

test("of two logins with the same code at the same moment one is let in", async () => {
  const { shop, secret } = await shopWithTotp();
  shop.advance(60_000);
  const tokens = [await pendingToken(shop), await pendingToken(shop)];
  const results = await Promise.all(tokens.map((token) => second(shop, { code: codeNow(shop, secret) }, token)));
  expect(results.filter((result) => result.ok)).toHaveLength(1);
});

test("a stranger who knows the password gets ten guesses an hour at the code; the owner's own browser is not locked out by them", async () => {
  const { shop, session, secret } = await shopWithTotp();
  const token = await pendingToken(shop);
  const results = await Promise.all(Array.from({ length: 12 }, () => second(shop, { code: "000000" }, token)));
  expect(results.filter((result) => !result.ok && result.reason === "wrong")).toHaveLength(10);
  expect(results.filter((result) => !result.ok && result.reason === "limited")).toHaveLength(2);
  shop.advance(60_000);
  const deviceToken = "d".repeat(43);
  const { hashToken } = await import("@/lib/server/token");
  await shop.db.ownerDevice.update({ where: { id: session.deviceId ?? 0n }, data: { tokenHash: hashToken(deviceToken) } });
  const proof = { code: codeNow(shop, secret) };
  expect(await takeSecondStep(shop, { pendingToken: token, proof, ...browser, deviceToken })).toMatchObject({ ok: true });
});

test("a login waits five minutes for its second step", async () => {
  const { shop, secret } = await shopWithTotp();
  const token = await pendingToken(shop);
  shop.advance(5 * 60_000);
  expect(await findPendingLogin(shop, token)).toBeNull();
  expect(await second(shop, { code: codeNow(shop, secret) }, token)).toMatchObject({ reason: "expired" });
  for (const none of [undefined, "", "x".repeat(43)])
    expect(await takeSecondStep(shop, { pendingToken: none, proof: { code: "1" }, ...browser })).toMatchObject({ reason: "expired" });
});

test("a thief who waits at the second step is out once the owner changes the password", async () => {
  const { shop, session, secret } = await shopWithTotp();
  const token = await pendingToken(shop);
  shop.advance(60_000);
  const change = { current: PASSWORD, next: "correct horse battery", visitor: browser };
  expect(await changePassword(shop, session, change)).toMatchObject({ ok: true });
  expect(await second(shop, { code: codeNow(shop, secret) }, token)).toMatchObject({ reason: "expired" });
});

test("a recovery code opens one login, however it is typed; new codes make the old ones worthless", async () => {
  const { shop, ownerId, session } = await shopWithTotp();
  const made = await makeRecoveryCodes(shop, session);
  const codes = made.ok ? made.codes : [];
  expect(codes).toHaveLength(10);
  for (const code of codes) expect(code).toMatch(/^([2-9A-HJKMNP-Z]{4}-){3}[2-9A-HJKMNP-Z]{4}$/);
  const [one = "", other = ""] = codes;
  expect(JSON.stringify(await shop.db.ownerRecoveryCode.findMany())).not.toContain(one);
  expect(await second(shop, { code: one.toLowerCase().replaceAll("-", " ") })).toMatchObject({ ok: true });
  expect(await second(shop, { code: one })).toMatchObject({ reason: "wrong" });
  expect((await listFactors(shop, ownerId)).recoveryCodesLeft).toBe(9);
  await makeRecoveryCodes(shop, session);
  expect(await second(shop, { code: other })).toMatchObject({ reason: "wrong" });
});

test("turning the second step on or off ends every other session, which began under other rules", async () => {
  const { shop, ownerId } = await shopWithOwner();
  const [here, thief] = [await aSession(shop), await aSession(shop)];
  await beginTotp(shop, here.session);
  const secret = (await listFactors(shop, ownerId)).totpPending ?? "";
  expect(await confirmTotp(shop, here.session, "000000")).toMatchObject({ reason: "wrong_code" });
  expect(await attempt(shop)).toMatchObject({ step: "done" });
  expect(await confirmTotp(shop, here.session, codeNow(shop, secret))).toEqual({ ok: true, endedSessions: 2 });
  expect(await findSession(shop, thief.token)).toBeNull();
  expect(await findSession(shop, here.token)).not.toBeNull();
  expect(await removeTotp(shop, here.session)).toEqual({ ok: true });
  expect(await removeTotp(shop, here.session)).toMatchObject({ reason: "gone" });
  expect(await attempt(shop)).toMatchObject({ step: "done" });
});

test("an app that is set up anew counts only once its code was typed", async () => {
  const { shop, ownerId, session, secret } = await shopWithTotp();
  await beginTotp(shop, session);
  shop.advance(60_000);
  expect(await second(shop, { code: codeNow(shop, secret) })).toMatchObject({ ok: true });
  const renewed = (await listFactors(shop, ownerId)).totpPending ?? "";
  expect(renewed).not.toBe(secret);
  shop.advance(60_000);
  expect(await confirmTotp(shop, session, codeNow(shop, renewed))).toMatchObject({ ok: true });
  shop.advance(60_000);
  expect(await second(shop, { code: codeNow(shop, secret) })).toMatchObject({ reason: "wrong" });
  expect(await second(shop, { code: codeNow(shop, renewed) })).toMatchObject({ ok: true });
});
