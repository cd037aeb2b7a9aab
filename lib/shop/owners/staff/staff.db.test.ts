import { describe, expect, test } from "vitest";
import { newToken } from "@/lib/server/token";
import { listAudit, listAuditPeople } from "@/lib/shop/audit/list-audit";
import { shipOrder } from "@/lib/shop/orders/ship-order";
import { untilWaiting } from "@/test/hold-up";
import { actingAs, aSession, attempt, auditKinds, LOGIN, shopWithOwner } from "@/test/owner-access";
import { aPaidOrder } from "@/test/paid-order";
import type { TestShop } from "@/test/test-shop";
import { listOwners, resetOwner } from "../account/reset-owner";
import { lockOwner } from "../lock-owner";
import type { Role } from "../role";
import { findSession } from "../sessions/find-session";
import { acceptInvitation } from "./accept-invitation";
import { changeRole } from "./change-role";
import { endMemberSessions } from "./end-member-sessions";
import { findInvitation } from "./find-invitation";
import { inviteMember } from "./invite-member";
import { listStaff } from "./list-staff";
import { makeInvitation } from "./make-invitation";
import { removeMember } from "./remove-member";
import { resetAccess } from "./reset-access";
import { revokeInvitation } from "./revoke-invitation";
import { revokeLinks } from "./revoke-links";

const PASSWORD = "seven blue kettles sing";
const HOUR_MS = 3600_000;
/** So many use links at once that each address has its own. */
let visitors = 0;
const from = () => ({ ip: `198.51.100.${++visitors}`, userAgent: "a phone" });

async function anOwner(): Promise<{ shop: TestShop; ownerId: number }> {
  const { shop, ownerId } = await shopWithOwner();
  return { shop: actingAs(shop, ownerId), ownerId };
}

async function tokenFor(shop: TestShop, name = "小王", role: Role = "CLERK"): Promise<string> {
  const invited = await inviteMember(shop, { name, role });
  if (!invited.ok) throw new Error(invited.reason);
  return invited.path.split("/").at(-1) ?? "";
}

async function joined(shop: TestShop, { name = "小王", role = "CLERK" as Role, login = "wang" } = {}): Promise<number> {
  const accepted = await acceptInvitation(shop, { token: await tokenFor(shop, name, role), login, password: PASSWORD, ...from() });
  if (!accepted.ok) throw new Error(accepted.reason);
  return accepted.owner.id;
}

/** A link with which somebody who is in sets a new password, as an earlier owner made it. */
async function aLinkFor(shop: TestShop, memberId: number): Promise<string> {
  const made = { name: "", role: "OWNER", memberId, madeById: memberId } as const;
  return (await shop.db.$transaction((tx) => makeInvitation(tx, shop, made))).split("/").at(-1) ?? "";
}

const logInAs = (shop: TestShop, login: string) => aSession(shop, { login, password: PASSWORD, ...from() });

describe("somebody who is invited", () => {
  test("sets a login and a password once, and is in with the role that the owner chose", async () => {
    const { shop } = await anOwner();
    const token = await tokenFor(shop);
    expect(await findInvitation(shop, token)).toMatchObject({ name: "小王", role: "CLERK", login: null });
    const accepted = await acceptInvitation(shop, { token, login: "wang", password: PASSWORD, ...from() });
    expect(accepted).toMatchObject({ ok: true, owner: { login: "wang", name: "小王" } });
    const { session } = await logInAs(shop, "wang");
    expect(session.owner).toMatchObject({ name: "小王", role: "CLERK" });
    // The link is used up.
    expect(await findInvitation(shop, token)).toBeNull();
    expect(await acceptInvitation(shop, { token, login: "other", password: PASSWORD, ...from() })).toEqual({ ok: false, reason: "gone" });
    expect(await auditKinds(shop)).toEqual(["member_invited", "member_joined", "login"]);
  });

  test("finds the link over after 72 hours, and when the owner took it back", async () => {
    const { shop } = await anOwner();
    const token = await tokenFor(shop);
    shop.advance(72 * HOUR_MS - 1000);
    expect(await findInvitation(shop, token)).not.toBeNull();
    shop.advance(1000);
    expect(await findInvitation(shop, token)).toBeNull();
    expect(await acceptInvitation(shop, { token, login: "wang", password: PASSWORD, ...from() })).toEqual({ ok: false, reason: "gone" });

    const second = await tokenFor(shop);
    const [waiting] = (await listStaff(shop)).invitations;
    expect(await revokeInvitation(shop, waiting?.id ?? 0n)).toEqual({ ok: true });
    expect(await revokeInvitation(shop, waiting?.id ?? 0n)).toEqual({ ok: false, reason: "gone" });
    expect(await acceptInvitation(shop, { token: second, login: "wang", password: PASSWORD, ...from() })).toEqual({
      ok: false,
      reason: "gone",
    });
  });

  test("keeps the link when the login is somebody's or the password is weak", async () => {
    const { shop } = await anOwner();
    const token = await tokenFor(shop);
    const give = (login: string, password: string) => acceptInvitation(shop, { token, login, password, ...from() });
    expect(await give(LOGIN, PASSWORD)).toEqual({ ok: false, reason: "login_taken" });
    expect(await give("wang", "short")).toEqual({ ok: false, reason: "too_short" });
    expect(await give("wang", "password1234")).toEqual({ ok: false, reason: "too_common" });
    expect(await give("wang", PASSWORD)).toMatchObject({ ok: true });
  });

  test("of two who use one link at once, one is in", async () => {
    const { shop } = await anOwner();
    const token = await tokenFor(shop);
    const both = await Promise.all(["one", "two"].map((login) => acceptInvitation(shop, { token, login, password: PASSWORD, ...from() })));
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect((await listStaff(shop)).members).toHaveLength(2);
  });

  test("waits for an owner who resets them once more, and then finds the link taken back", async () => {
    const { shop } = await anOwner();
    const memberId = await joined(shop);
    const reset = await resetAccess(shop, memberId);
    const token = reset.ok ? (reset.path.split("/").at(-1) ?? "") : "";
    const accepting = await shop.db.$transaction(async (tx) => {
      await lockOwner(tx, memberId);
      const late = acceptInvitation(shop, { token, login: "wang", password: PASSWORD, ...from() });
      await untilWaiting(shop, 1);
      await revokeLinks(tx, memberId, shop.now());
      return { late };
    });
    expect(await accepting.late).toEqual({ ok: false, reason: "gone" });
  });

  test("is not kept out by a stranger who tries many links that never were", async () => {
    const { shop } = await anOwner();
    const token = await tokenFor(shop);
    const visitor = from();
    for (let nth = 0; nth < 61; nth++)
      expect(await acceptInvitation(shop, { token: newToken(), login: "x", password: PASSWORD, ...visitor })).toMatchObject({
        reason: "gone",
      });
    expect(await acceptInvitation(shop, { token, login: "wang", password: PASSWORD, ...visitor })).toMatchObject({ ok: true });
  });

  test("may try so often with one link, from however many addresses, and others with theirs", async () => {
    const { shop } = await anOwner();
    const [token, other] = [await tokenFor(shop), await tokenFor(shop, "小李")];
    for (let nth = 0; nth < 20; nth++) await acceptInvitation(shop, { token, login: "wang", password: "short", ...from() });
    expect(await acceptInvitation(shop, { token, login: "wang", password: PASSWORD, ...from() })).toMatchObject({ reason: "limited" });
    expect(await acceptInvitation(shop, { token: other, login: "li", password: PASSWORD, ...from() })).toMatchObject({ ok: true });
  });

  test("may try only so often", async () => {
    const { shop } = await anOwner();
    const token = await tokenFor(shop);
    const visitor = from();
    for (let nth = 0; nth < 10; nth++) await acceptInvitation(shop, { token, login: "wang", password: "short", ...visitor });
    expect(await acceptInvitation(shop, { token, login: "wang", password: PASSWORD, ...visitor })).toMatchObject({ reason: "limited" });
  });

  test("has a link of which the database holds the hash alone", async () => {
    const { shop } = await anOwner();
    const token = await tokenFor(shop);
    expect(
      JSON.stringify(await shop.db.staffInvitation.findMany(), (_, value) => (typeof value === "bigint" ? String(value) : value)),
    ).not.toContain(token);
  });
});

describe("an owner", () => {
  test("sees who is in, where they are logged in and when they came last", async () => {
    const { shop } = await anOwner();
    await joined(shop);
    shop.advance(HOUR_MS);
    await logInAs(shop, "wang");
    const { members } = await listStaff(shop);
    expect(members.map(({ name, role, sessions }) => [name, role, sessions])).toEqual([
      ["", "OWNER", 0],
      ["小王", "CLERK", 1],
    ]);
    expect(members[1]?.seenAt).toEqual(shop.now());
  });

  test("changes a role, and the next click is already another", async () => {
    const { shop } = await anOwner();
    const memberId = await joined(shop);
    const { token } = await logInAs(shop, "wang");
    expect(await changeRole(shop, { memberId, role: "READER" })).toEqual({ ok: true });
    expect((await findSession(shop, token))?.owner.role).toBe("READER");
    expect(await changeRole(shop, { memberId, role: "READER" })).toEqual({ ok: false, reason: "unchanged" });
    expect(await changeRole(shop, { memberId: 999, role: "READER" })).toEqual({ ok: false, reason: "gone" });
  });

  test("removes somebody, whose sessions and password are worth nothing at once, and whom the trail goes on naming", async () => {
    const { shop } = await anOwner();
    const memberId = await joined(shop);
    const { token } = await logInAs(shop, "wang");
    // A session from before browsers were remembered goes with no browser.
    await shop.db.ownerSession.updateMany({ data: { deviceId: null } });
    expect(await removeMember(shop, memberId)).toEqual({ ok: true, endedSessions: 1 });
    expect(await findSession(shop, token)).toBeNull();
    expect(await attempt(shop, { login: "wang", password: PASSWORD, ...from() })).toMatchObject({ reason: "wrong" });
    expect(await removeMember(shop, memberId)).toEqual({ ok: false, reason: "gone" });
    expect(await listAuditPeople(shop)).toMatchObject([{ login: LOGIN }, { id: memberId, name: "小王", isRemoved: true }]);
    const { entries } = await listAudit(shop, { person: { ownerId: memberId } });
    expect(entries.map(({ kind, name, login }) => [kind, name, login])).toEqual([
      ["login", "小王", "wang"],
      ["member_joined", "小王", "wang"],
    ]);
    // The login is free for somebody else.
    expect(await joined(shop, { name: "小王二" })).not.toBe(memberId);
  });

  test("resets somebody's access: what they had is worth nothing, and the new link keeps their login", async () => {
    const { shop, ownerId } = await anOwner();
    const memberId = await joined(shop);
    const { token } = await logInAs(shop, "wang");
    const first = await resetAccess(shop, memberId);
    const second = await resetAccess(shop, memberId);
    if (!first.ok || !second.ok) throw new Error("both are made");
    expect(await findSession(shop, token)).toBeNull();
    expect(await attempt(shop, { login: "wang", password: PASSWORD, ...from() })).toMatchObject({ reason: "wrong" });
    expect((await listStaff(shop)).members[1]).toMatchObject({ isLockedOut: true });
    // Only the newest link is good.
    expect(await findInvitation(shop, first.path.split("/").at(-1) ?? "")).toBeNull();
    const link = second.path.split("/").at(-1) ?? "";
    expect(await findInvitation(shop, link)).toMatchObject({ login: "wang" });
    const again = await acceptInvitation(shop, { token: link, login: LOGIN, password: "nine red lanterns hum", ...from() });
    expect(again).toMatchObject({ ok: true, owner: { id: memberId, login: "wang" } });
    expect(await attempt(shop, { login: "wang", password: "nine red lanterns hum", ...from() })).toMatchObject({ ok: true, step: "done" });
    expect(await resetAccess(shop, ownerId)).toEqual({ ok: false, reason: "self" });
  });

  test("logs somebody out everywhere, who can log in again", async () => {
    const { shop } = await anOwner();
    const memberId = await joined(shop);
    expect(await endMemberSessions(shop, memberId)).toEqual({ ok: false, reason: "nowhere" });
    const { token } = await logInAs(shop, "wang");
    expect(await endMemberSessions(shop, memberId)).toEqual({ ok: true, ended: 1 });
    expect(await findSession(shop, token)).toBeNull();
    await logInAs(shop, "wang");
  });

  test("is not left alone by the last one: the shop keeps an owner who can log in", async () => {
    const { shop, ownerId } = await anOwner();
    expect(await removeMember(shop, ownerId)).toEqual({ ok: false, reason: "last_owner" });
    expect(await changeRole(shop, { memberId: ownerId, role: "CLERK" })).toEqual({ ok: false, reason: "last_owner" });
    const otherId = await joined(shop, { name: "老张", role: "OWNER", login: "zhang" });
    await resetAccess(shop, otherId);
    // Who waits for a new link cannot log in.
    expect(await removeMember(shop, ownerId)).toEqual({ ok: false, reason: "last_owner" });
  });

  test("of two owners who remove each other at once, one stays", async () => {
    const { shop, ownerId } = await anOwner();
    const otherId = await joined(shop, { name: "老张", role: "OWNER", login: "zhang" });
    const outcomes = await Promise.all([removeMember(shop, otherId), removeMember(actingAs(shop, otherId), ownerId)]);
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect(outcomes).toContainEqual({ ok: false, reason: "not_allowed" });
    expect((await listStaff(shop)).members).toHaveLength(1);
  });

  test("who is removed has no way back that they made themselves before", async () => {
    const { shop } = await anOwner();
    const otherId = await joined(shop, { name: "老张", role: "OWNER", login: "zhang" });
    const token = await tokenFor(actingAs(shop, otherId), "后门", "OWNER");
    await removeMember(shop, otherId);
    expect(await findInvitation(shop, token)).toBeNull();
  });

  test("who is reset, by an owner or on the machine, has no way back that they made themselves before", async () => {
    const { shop, ownerId } = await anOwner();
    const otherId = await joined(shop, { name: "老张", role: "OWNER", login: "zhang" });
    const token = await tokenFor(actingAs(shop, otherId), "后门", "OWNER");
    await resetAccess(shop, otherId);
    expect(await findInvitation(shop, token)).toBeNull();

    const [made, forThem] = [await tokenFor(shop, "小李"), await aLinkFor(shop, ownerId)];
    expect(await findInvitation(shop, forThem)).not.toBeNull();
    expect(await resetOwner(shop, { login: LOGIN, password: PASSWORD, dropFactors: false })).toMatchObject({ ok: true });
    for (const link of [made, forThem]) expect(await findInvitation(shop, link)).toBeNull();
  });

  test("of two owners who reset each other at once, one can still log in", async () => {
    const { shop, ownerId } = await anOwner();
    const otherId = await joined(shop, { name: "老张", role: "OWNER", login: "zhang" });
    const outcomes = await Promise.all([resetAccess(shop, otherId), resetAccess(actingAs(shop, otherId), ownerId)]);
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect(outcomes).toContainEqual({ ok: false, reason: "not_allowed" });
    expect((await listStaff(shop)).members.filter(({ isLockedOut }) => !isLockedOut)).toHaveLength(1);
  });

  test("does not give two people one name", async () => {
    const { shop } = await anOwner();
    await joined(shop);
    expect(await inviteMember(shop, { name: "小王", role: "READER" })).toEqual({ ok: false, reason: "name_taken" });
    await tokenFor(shop, "小李");
    expect(await inviteMember(shop, { name: "小李", role: "READER" })).toEqual({ ok: false, reason: "name_taken" });
  });

  test("gives nobody the name of somebody who left, or one that the trail has for others", async () => {
    const { shop } = await anOwner();
    await removeMember(shop, await joined(shop));
    expect(await inviteMember(shop, { name: "小王", role: "READER" })).toEqual({ ok: false, reason: "name_taken" });
    for (const name of ["店主", "系统", "买家", "支付宝", "店 主", "「店主」", "系\u3164统"])
      expect(await inviteMember(shop, { name, role: "CLERK" })).toEqual({ ok: false, reason: "name_reserved" });
    await tokenFor(shop, "店主助理");
  });
});

test("a clerk cannot make, change or remove anybody, whatever reaches the verbs", async () => {
  const { shop, ownerId } = await anOwner();
  const clerkId = await joined(shop);
  const clerk = actingAs(shop, clerkId);
  const refused = { ok: false, reason: "not_allowed" };
  expect(await inviteMember(clerk, { name: "朋友", role: "OWNER" })).toEqual(refused);
  expect(await changeRole(clerk, { memberId: clerkId, role: "OWNER" })).toEqual(refused);
  expect(await removeMember(clerk, ownerId)).toEqual(refused);
  expect(await resetAccess(clerk, ownerId)).toEqual(refused);
});

test("an order that a clerk ships has the clerk's name in its timeline and in the trail", async () => {
  const { shop } = await anOwner();
  const clerkId = await joined(shop);
  const clerk = {
    ...shop,
    by: { ownerId: clerkId, login: "wang", name: "小王", via: "web", ip: "1.1.1.1", userAgent: "a phone" },
  } as TestShop;
  const { orderId, no } = await aPaidOrder(shop);
  expect(await shipOrder(clerk, orderId, { courier: "顺丰速运", trackingNo: "SF1" })).toEqual({ ok: true });
  const event = await shop.db.orderEvent.findFirstOrThrow({ where: { orderId, kind: "shipped" } });
  expect(event).toMatchObject({ actor: "owner", detail: { who: "小王", trackingNo: "SF1" } });
  const { entries } = await listAudit(shop, { person: { ownerId: clerkId }, group: "orders" });
  expect(entries).toMatchObject([{ kind: "order_shipped", name: "小王", login: "wang", subject: no }]);
});

test("npm run owner lists and resets owners alone", async () => {
  const { shop } = await anOwner();
  await joined(shop);
  expect((await listOwners(shop)).map(({ login }) => login)).toEqual([LOGIN]);
  expect(await resetOwner(shop, { login: "wang", password: PASSWORD, dropFactors: true })).toEqual({ ok: false, reason: "unknown" });
  expect(await resetOwner(shop, { login: LOGIN, password: PASSWORD, dropFactors: true })).toMatchObject({ ok: true });
});
