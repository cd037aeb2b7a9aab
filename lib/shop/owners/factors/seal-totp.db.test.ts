import { expect, test, vi } from "vitest";
import { actingAs, aSession, attempt, codeNow, shopWithOwner } from "@/test/owner-access";
import type { TestShop } from "@/test/test-shop";
import { resetOwner } from "../account/reset-owner";
import { takeSecondStep } from "../login/second-step";
import { listFactors } from "./list-factors";
import { makeRecoveryCodes } from "./recovery-codes";
import { sealKeptTotps } from "./seal-totp";
import { beginTotp, confirmTotp } from "./set-totp";

vi.setConfig({ testTimeout: 120_000 });

const SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";

async function setUpApp({ shop, ownerId }: { shop: TestShop; ownerId: number }) {
  const { session } = await aSession(shop);
  const acting = actingAs(shop, ownerId);
  await beginTotp(acting, session);
  const secret = (await listFactors(shop, ownerId)).totpPending ?? "";
  const pending = await stored(shop);
  expect(await confirmTotp(acting, session, codeNow(shop, secret))).toMatchObject({ ok: true });
  const made = await makeRecoveryCodes(acting, session);
  shop.advance(30_000);
  return { secret, pending, codes: made.ok ? made.codes : [] };
}

const stored = async (shop: TestShop) => JSON.stringify(await shop.db.$queryRaw`SELECT totp_secret, totp_pending FROM owners`);

/** A login with the password and what is typed for the second step. */
async function logInWith(shop: TestShop, code: string) {
  const first = await attempt(shop);
  if (!first.ok || first.step !== "second") throw new Error("the login does not wait");
  const browser = { ip: "2.2.2.2", userAgent: "a phone" };
  return (await takeSecondStep(shop, { pendingToken: first.pendingToken, proof: { code }, ...browser })).ok;
}

test("a thief of the database has no owner's codes: the app's secret is not in it, neither shown nor confirmed", async () => {
  const owned = await shopWithOwner();
  const { secret, pending } = await setUpApp(owned);
  expect(secret).toMatch(/^[A-Z2-7]{32}$/);
  expect(pending).not.toContain(secret);
  expect(await stored(owned.shop)).not.toContain(secret);
  expect(await logInWith(owned.shop, codeNow(owned.shop, secret))).toBe(true);
});

test("an owner whose app was set up before secrets were sealed logs in as ever, before the boot that seals it and after", async () => {
  const { shop, ownerId } = await shopWithOwner();
  await shop.db.owner.update({ where: { id: ownerId }, data: { totpSecret: SECRET, totpPending: SECRET } });
  expect(await logInWith(shop, codeNow(shop, SECRET))).toBe(true);
  await sealKeptTotps(shop);
  await sealKeptTotps(shop);
  expect(await stored(shop)).not.toContain(SECRET);
  expect((await listFactors(shop, ownerId)).totpPending).toBe(SECRET);
  expect(await logInWith(shop, codeNow(shop, SECRET)), "the same code twice").toBe(false);
  shop.advance(30_000);
  expect(await logInWith(shop, codeNow(shop, SECRET))).toBe(true);
});

test("an owner whose shop got another key, with the old one still there, logs in, and the next boot needs the new one alone", async () => {
  const owned = await shopWithOwner();
  const { secret } = await setUpApp(owned);
  const both = { ...owned.shop, sealing: ["new", ...owned.shop.sealing] };
  expect(await logInWith(both, codeNow(both, secret))).toBe(true);
  await sealKeptTotps(both);
  owned.shop.advance(30_000);
  const moved = { ...owned.shop, sealing: ["new"] };
  expect(await logInWith(moved, codeNow(moved, secret))).toBe(true);
});

test("an owner whose shop lost its key is told by the log, gets in with a recovery code, and a reset mends it", async () => {
  const owned = await shopWithOwner();
  const { secret, codes } = await setUpApp(owned);
  const said: string[] = [];
  const log = { ...owned.shop.log, error: (_: object, line: string) => said.push(line) } as unknown as TestShop["log"];
  const lost = { ...owned.shop, sealing: ["another"], log };
  const before = await stored(lost);
  await sealKeptTotps(lost);
  expect(await stored(lost)).toBe(before);
  expect(said.join()).toContain("does not open");
  expect(await logInWith(lost, codeNow(lost, secret))).toBe(false);
  expect(await logInWith(lost, codes[0] ?? "")).toBe(true);
  await resetOwner(lost, { login: "owner", password: "correct horse battery", dropFactors: true });
  expect(await attempt(lost, { password: "correct horse battery" })).toMatchObject({ step: "done" });
});
