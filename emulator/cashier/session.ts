import { createHmac, timingSafeEqual } from "node:crypto";
import { readCookie } from "../http/cookies";
import type { Buyer } from "../ledger/types";
import { buyerById } from "../trades/buyers";
import type { World } from "../world/world";

const COOKIE = "cashier_buyer";

/** Who has logged in at this token's cashier. Each purchase has its own login, so the cookie names the token. */
export function sessionBuyer(world: World, request: Request, token: string): Buyer | null {
  const [id = "", mac = ""] = (readCookie(request, COOKIE) ?? "").split(".");
  const expected = Buffer.from(macOf(world, id, token));
  const given = Buffer.from(mac);
  const genuine = given.length === expected.length && timingSafeEqual(given, expected);
  return genuine ? (buyerById(id) ?? null) : null;
}

/** The Set-Cookie header that logs a buyer in. */
export function sessionCookie(world: World, buyer: Buyer, token: string): string {
  return `${COOKIE}=${buyer.id}.${macOf(world, buyer.id, token)}; Path=/cashier/${token}; HttpOnly; SameSite=Lax`;
}

function macOf(world: World, buyerId: string, token: string): string {
  return createHmac("sha256", world.contract.sessionSecret).update(`${buyerId}.${token}`).digest("hex");
}
