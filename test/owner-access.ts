import { scryptSync } from "node:crypto";
import { codeOf } from "@/lib/shop/owners/factors/totp";
import { logIn } from "@/lib/shop/owners/login/log-in";
import { findSession } from "@/lib/shop/owners/sessions/find-session";
import type { OpenedSession } from "@/lib/shop/owners/sessions/open-session";
import type { Session } from "@/lib/shop/owners/sessions/session";
import type { Shop, ShopConfig } from "@/lib/shop/shop";
import { type TestShop, testShop } from "./test-shop";

export const LOGIN = "owner";
export const PASSWORD = "a long password";

/** Of the shop's own form, with parameters that make it quick. */
const HASH = `scrypt$N=16,r=1,p=1$${"A".repeat(22)}$${scryptSync(PASSWORD, Buffer.alloc(16), 32, { N: 16, r: 1, p: 1 }).toString("base64url")}`;

/** A shop with one owner. */
export async function shopWithOwner(config: Partial<ShopConfig> = {}): Promise<{ shop: TestShop; ownerId: number }> {
  const shop = await testShop(config);
  const { id } = await shop.db.owner.create({ data: { login: LOGIN, passwordHash: HASH, role: "OWNER" } });
  return { shop, ownerId: id };
}

type Attempt = Partial<Parameters<typeof logIn>[1]>;

/** A login with the right password from the owner's own address, unless said otherwise. */
export function attempt(shop: Shop, over: Attempt = {}) {
  return logIn(shop, { login: LOGIN, password: PASSWORD, ip: "1.1.1.1", userAgent: "a phone", ...over });
}

/** The cookies of a browser in which the owner has logged in, by the password alone. */
export async function cookiesOf(shop: Shop, over: Attempt = {}): Promise<OpenedSession> {
  const result = await attempt(shop, over);
  if (!result.ok) throw new Error(result.reason);
  if (result.step !== "done") throw new Error("the login waits for its second step");
  return result;
}

/** A browser in which the owner is logged in. */
export async function aSession(shop: Shop, over: Attempt = {}): Promise<OpenedSession & { session: Session }> {
  const cookies = await cookiesOf(shop, over);
  return { ...cookies, session: await sessionOf(shop, cookies.token) };
}

export async function sessionOf(shop: Shop, token: string): Promise<Session> {
  const session = await findSession(shop, token);
  if (!session) throw new Error("nobody is logged in");
  return session;
}

/** The kinds of the audit trail, oldest first. */
export async function auditKinds(shop: Shop): Promise<string[]> {
  return (await shop.db.auditEntry.findMany({ orderBy: { id: "asc" }, select: { kind: true } })).map(({ kind }) => kind);
}

/** What an authenticator app with this secret shows now, or some steps of thirty seconds later. */
export function codeNow(shop: Shop, secret: string, later = 0): string {
  return codeOf(secret, BigInt(Math.floor(shop.now().getTime() / 30_000) + later));
}

/** Verbs of the back office act for this owner. */
export function actingAs<S extends Shop>(shop: S, ownerId: number): S {
  return { ...shop, by: { ownerId, login: LOGIN, via: "web", ip: "1.1.1.1", userAgent: "a phone" } };
}
