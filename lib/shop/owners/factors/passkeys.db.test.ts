import { expect, test, vi } from "vitest";
import { actingAs, aSession, attempt, auditKinds, codeNow, PASSWORD, sessionOf, shopWithOwner } from "@/test/owner-access";
import type { TestShop } from "@/test/test-shop";
import { virtualPasskey } from "@/test/virtual-passkey";
import { confirmSession } from "../login/confirm-session";
import { logInWithPasskey } from "../login/log-in-with-passkey";
import { askForSecondPasskey, findPendingLogin, takeSecondStep } from "../login/second-step";
import { NOBODYS_HASH } from "../password";
import { findSession } from "../sessions/find-session";
import { isConfirmed, type Session } from "../sessions/session";
import type { ChallengePurpose } from "./challenge";
import { addPasskey, removePasskey } from "./keep-passkey";
import { listFactors } from "./list-factors";
import { askForNewPasskey, askForPasskey } from "./passkey-options";
import { makeRecoveryCodes } from "./recovery-codes";
import { relyingParty } from "./relying-party";
import { beginTotp, confirmTotp } from "./set-totp";

vi.setConfig({ testTimeout: 120_000 });

const browser = { ip: "2.2.2.2", userAgent: "another phone" };

async function asked(shop: TestShop, purpose: ChallengePurpose = "login", ownerId: number | null = null) {
  const result = await askForPasskey(shop, { purpose, ownerId });
  if (!result.ok) throw new Error(result.reason);
  return result.options;
}

async function askedForNew(shop: TestShop, session: Session) {
  const result = await askForNewPasskey(shop, { purpose: `register:${session.id}`, owner: session.owner });
  if (!result.ok) throw new Error(result.reason);
  return result.options;
}

/** A shop whose owner has a passkey, and a browser in which they are logged in. */
async function shopWithPasskey() {
  const { shop, ownerId } = await shopWithOwner({ shopUrl: "https://shop.example" });
  const { session } = await aSession(shop);
  const passkey = virtualPasskey();
  const answer = passkey.register(await askedForNew(shop, session));
  expect(await addPasskey(actingAs(shop, ownerId), session, { answer, name: "我的手机" })).toMatchObject({ ok: true });
  return { shop, ownerId, session, passkey };
}

const logIn = (shop: TestShop, answer: string) => logInWithPasskey(shop, { answer, ...browser });

test("an owner logs in with a passkey alone, without a name or a password", async () => {
  const { shop, ownerId, passkey } = await shopWithPasskey();
  const options = await asked(shop);
  expect(options).toMatchObject({ rpId: "shop.example", userVerification: "required" });
  expect(options.allowCredentials ?? []).toEqual([]);
  const opened = await logIn(shop, passkey.answer(options));
  if (!opened.ok) throw new Error(opened.reason);
  const session = await sessionOf(shop, opened.token);
  expect(session.owner.id).toBe(ownerId);
  expect(isConfirmed(shop, session)).toBe(true);
  expect(await auditKinds(shop)).toEqual(["login", "passkey_added", "login"]);
});

test("somebody who recorded a passkey's answer cannot use it again, nor one that was kept back", async () => {
  const { shop, passkey } = await shopWithPasskey();
  const kept = passkey.answer(await asked(shop));
  shop.advance(1000);
  const used = passkey.answer(await asked(shop));
  expect(await logIn(shop, used)).toMatchObject({ ok: true });
  expect(await logIn(shop, used)).toMatchObject({ reason: "wrong" });
  expect(await logIn(shop, kept)).toMatchObject({ reason: "wrong" });
});

test("of two that send the same answer at the same moment one is let in", async () => {
  const { shop, passkey } = await shopWithPasskey();
  const answer = passkey.answer(await asked(shop));
  const results = await Promise.all([logIn(shop, answer), logIn(shop, answer), logIn(shop, answer)]);
  expect(results.filter((result) => result.ok)).toHaveLength(1);
});

test("an answer to an old challenge, for another purpose, to another site, or to a challenge of a stranger's own opens nothing", async () => {
  const { shop, session, passkey } = await shopWithPasskey();
  const old = await asked(shop);
  shop.advance(5 * 60_000);
  const options = await asked(shop);
  const stranger = { ...options, challenge: Buffer.alloc(56, 7).toString("base64url") };
  for (const answer of [
    passkey.answer(old),
    passkey.answer(await asked(shop, `confirm:${session.id}`)),
    passkey.answer(options, { origin: "https://shop.example.evil" }),
    passkey.answer({ ...options, rpId: "evil.example" }),
    passkey.answer(options, { isVerified: false }),
    passkey.answer(stranger),
    passkey.answer({ ...options, challenge: "" }),
    virtualPasskey().answer(options),
  ])
    expect(await logIn(shop, answer)).toMatchObject({ reason: "wrong" });
  for (const answer of ["", "{}", "[]", "null", "not json", '{"id":"x"}', '{"id":"x","response":{}}', '{"id":"\\u0000","response":{}}'])
    expect(await logIn(shop, answer)).toMatchObject({ reason: "wrong" });
});

test("a copy of a passkey whose counter lags behind is refused", async () => {
  const { shop, passkey } = await shopWithPasskey();
  expect(await logIn(shop, passkey.answer(await asked(shop), { counter: 7 }))).toMatchObject({ ok: true });
  shop.advance(1000);
  expect(await logIn(shop, passkey.answer(await asked(shop), { counter: 7 }))).toMatchObject({ reason: "wrong" });
});

test("with a passkey the password opens no session by itself; the passkey is the second step, in the browser that waits", async () => {
  const { shop, passkey } = await shopWithPasskey();
  const [mine, other] = [await attempt(shop), await attempt(shop)];
  if (!mine.ok || mine.step !== "second" || !other.ok || other.step !== "second") throw new Error("the login does not wait");
  expect(await findPendingLogin(shop, mine.pendingToken)).toEqual({ totp: false, passkey: true });
  const options = await askForSecondPasskey(shop, mine.pendingToken);
  if (!options.ok) throw new Error(options.reason);
  expect(options.options.allowCredentials).toHaveLength(1);
  const answer = passkey.answer(options.options, { isVerified: false });
  expect(await takeSecondStep(shop, { pendingToken: other.pendingToken, proof: { passkey: answer }, ...browser })).toMatchObject({
    reason: "wrong",
  });
  const opened = await takeSecondStep(shop, { pendingToken: mine.pendingToken, proof: { passkey: answer }, ...browser });
  expect(opened.ok && (await findSession(shop, opened.token))).toBeTruthy();
});

test("a passkey confirms a sensitive action, in its own session", async () => {
  const { shop, session, ownerId, passkey } = await shopWithPasskey();
  shop.advance(11 * 60_000);
  const answer = passkey.answer(await asked(shop, `confirm:${session.id}`, ownerId));
  const other = { ...session, id: session.id + 1n };
  expect(await confirmSession(shop, other, { proof: { passkey: answer }, visitor: browser })).toMatchObject({ reason: "wrong" });
  expect(await confirmSession(shop, session, { proof: { passkey: answer }, visitor: browser })).toMatchObject({ ok: true });
  expect(await confirmSession(shop, session, { proof: { passkey: answer }, visitor: browser })).toMatchObject({ reason: "wrong" });
});

test("a passkey is added once, by an answer that verifies, and adding or removing it ends all other sessions", async () => {
  const { shop, ownerId, session, passkey } = await shopWithPasskey();
  const name = "店里的电脑";
  const options = await askedForNew(shop, session);
  expect(options.excludeCredentials).toHaveLength(1);
  expect(await addPasskey(shop, session, { answer: passkey.register(options), name })).toMatchObject({ reason: "known" });
  const second = virtualPasskey();
  for (const answer of [second.register(options, { origin: "https://evil.example" }), second.register(await asked(shop)), "", "{}"])
    expect(await addPasskey(shop, session, { answer, name })).toMatchObject({ reason: "not_verified" });
  const opened = await logIn(shop, passkey.answer(await asked(shop)));
  expect(await addPasskey(shop, session, { answer: second.register(options), name })).toEqual({ ok: true, endedSessions: 1 });
  expect(opened.ok && (await findSession(shop, opened.token))).toBeNull();

  const [first] = (await listFactors(shop, ownerId)).passkeys;
  expect(first).toMatchObject({ name: "我的手机" });
  expect(await removePasskey(actingAs(shop, ownerId), session, first?.id ?? 0n)).toEqual({ ok: true });
  expect(await removePasskey(shop, session, first?.id ?? 0n)).toMatchObject({ reason: "gone" });
  shop.advance(1000);
  expect(await logIn(shop, passkey.answer(await asked(shop)))).toMatchObject({ reason: "wrong" });
  expect(await logIn(shop, second.answer(await asked(shop)))).toMatchObject({ ok: true });
});

test("somebody who was removed or reset keeps no way in that they had begun before: no passkey, no app, no recovery codes", async () => {
  const { shop, ownerId, session } = await shopWithPasskey();
  const late = virtualPasskey();
  const answer = late.register(await askedForNew(shop, session));
  await beginTotp(shop, session);
  const secret = (await listFactors(shop, ownerId)).totpPending ?? "";
  await shop.db.ownerSession.deleteMany();
  expect(await addPasskey(shop, session, { answer, name: "后门" })).toEqual({ ok: false, reason: "not_verified" });
  expect(await confirmTotp(shop, session, codeNow(shop, secret))).toMatchObject({ ok: false, reason: "not_verified" });
  expect(await makeRecoveryCodes(shop, session)).toEqual({ ok: false, reason: "not_verified" });
  await beginTotp(shop, session);
  const { totpPending, recoveryCodesLeft, passkeys } = await listFactors(shop, ownerId);
  expect([totpPending, recoveryCodesLeft, passkeys.length]).toEqual([secret, 0, 1]);
  expect(await removePasskey(shop, session, passkeys[0]?.id ?? 0n)).toMatchObject({ reason: "gone" });
});

test.each([
  ["removed", { removedAt: new Date() }],
  ["reset, until they have set a password by the link", { passwordHash: NOBODYS_HASH }],
])("a passkey lets nobody in who was %s", async (_, data) => {
  const { shop, ownerId, passkey } = await shopWithPasskey();
  const pending = await attempt(shop);
  if (!pending.ok || pending.step !== "second") throw new Error("the login does not wait");
  const second = await askForSecondPasskey(shop, pending.pendingToken);
  if (!second.ok) throw new Error(second.reason);
  const proof = { passkey: passkey.answer(second.options) };
  await shop.db.owner.update({ where: { id: ownerId }, data });
  expect(await takeSecondStep(shop, { pendingToken: pending.pendingToken, proof, ...browser })).toMatchObject({ reason: "expired" });
  expect(await logIn(shop, passkey.answer(await asked(shop)))).toMatchObject({ reason: "wrong" });
});

test("a session that was left to somebody who is removed opens nothing", async () => {
  const { shop, ownerId } = await shopWithOwner();
  const { token } = await aSession(shop);
  await shop.db.owner.update({ where: { id: ownerId }, data: { removedAt: shop.now() } });
  expect(await findSession(shop, token)).toBeNull();
});

test("strangers who ask for challenges and answer them write nothing but a few lines of the audit trail", async () => {
  const { shop } = await shopWithOwner({ shopUrl: "https://shop.example" });
  for (let n = 0; n < 30; n++) await logIn(shop, virtualPasskey().answer(await asked(shop)));
  expect(await shop.db.pendingLogin.count()).toBe(0);
  expect(await auditKinds(shop)).toHaveLength(11);
  expect(await attempt(shop, { ...browser, password: PASSWORD })).toMatchObject({ ok: true });
});

test.each([
  ["https://shop.example:8443", "shop.example"],
  ["http://localhost:3000", "localhost"],
  ["http://192.168.1.20:3000", undefined],
  ["https://203.0.113.7", undefined],
  ["https://[2001:db8::1]", undefined],
  ["http://shop.example", undefined],
])("a shop at %s has passkeys of %s", async (shopUrl, id) => {
  expect(relyingParty({ config: { shopUrl } } as TestShop)?.id).toBe(id);
});
