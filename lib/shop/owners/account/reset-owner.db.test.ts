import { expect, test, vi } from "vitest";
import { actingAs, aSession, attempt, codeNow, shopWithOwner } from "@/test/owner-access";
import { CONSOLE } from "../../by";
import { listFactors } from "../factors/list-factors";
import { makeRecoveryCodes } from "../factors/recovery-codes";
import { beginTotp, confirmTotp } from "../factors/set-totp";
import { findSession } from "../sessions/find-session";
import { listOwners, resetOwner } from "./reset-owner";

vi.setConfig({ testTimeout: 120_000 });

const NEXT = "correct horse battery";

async function shopWithTotp() {
  const { shop, ownerId } = await shopWithOwner();
  const opened = await aSession(shop);
  const acting = actingAs(shop, ownerId);
  await beginTotp(acting, opened.session);
  await confirmTotp(acting, opened.session, codeNow(shop, (await listFactors(shop, ownerId)).totpPending ?? ""));
  await makeRecoveryCodes(acting, opened.session);
  return { shop: { ...shop, by: CONSOLE }, ownerId, ...opened };
}

test("an owner who forgot the password sets another on the machine, and everybody who was logged in is out", async () => {
  const { shop, token } = await shopWithTotp();
  expect(await listOwners(shop)).toMatchObject([{ login: "owner", sessions: 1, hasTotp: true, passkeys: 0 }]);
  expect(await resetOwner(shop, { login: "owner", password: NEXT, dropFactors: false })).toEqual({ ok: true, endedSessions: 1 });
  expect(await findSession(shop, token)).toBeNull();
  expect(await attempt(shop, { password: NEXT })).toMatchObject({ step: "second" });
  expect(await shop.db.ownerDevice.count()).toBe(0);
  expect(await shop.db.auditEntry.findFirst({ where: { kind: "password_reset" } })).toMatchObject({
    ...{ ownerId: null, login: "", via: "console", subjectName: "owner" },
    after: { endedSessions: 1, dropFactors: false },
  });
});

test("an owner who lost the phone too gets in with the new password alone", async () => {
  const { shop, ownerId } = await shopWithTotp();
  await resetOwner(shop, { login: "owner", password: NEXT, dropFactors: true });
  expect(await listFactors(shop, ownerId)).toEqual({ hasTotp: false, totpPending: null, passkeys: [], recoveryCodesLeft: 0 });
  expect(await attempt(shop, { password: NEXT })).toMatchObject({ step: "done" });
});

test("a login that nobody has and a weak password change nothing", async () => {
  const { shop, token } = await shopWithTotp();
  expect(await resetOwner(shop, { login: "nobody", password: NEXT, dropFactors: true })).toMatchObject({ reason: "unknown" });
  expect(await resetOwner(shop, { login: "owner", password: "password123", dropFactors: true })).toMatchObject({ reason: "too_common" });
  expect(await findSession(shop, token)).not.toBeNull();
});
