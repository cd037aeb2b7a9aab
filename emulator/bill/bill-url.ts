import { createHmac, timingSafeEqual } from "node:crypto";
import type { World } from "../world/world";

const VALID_MS = 30_000;

/** Where a bill can be fetched, for 30 s from now by the clock (docs/wire/alipay-openapi.md §1.7). */
export function billUrl(world: World, { origin, day }: { origin: string; day: string }): string {
  const until = String(world.now().getTime() + VALID_MS);
  return `${origin}/bill/${day}/${until}/${macOf(world, day, until)}`;
}

/** The day of the bill at an address; null when the address is not genuine or too old. */
export function dayOfBillUrl(world: World, pathname: string): string | null {
  const [, day = "", until = "", mac = ""] = /^\/bill\/(\d{4}-\d{2}-\d{2})\/(\d{1,15})\/([0-9a-f]{64})$/.exec(pathname) ?? [];
  const isGenuine = mac !== "" && timingSafeEqual(Buffer.from(mac), Buffer.from(macOf(world, day, until)));
  return isGenuine && world.now().getTime() < Number(until) ? day : null;
}

function macOf({ contract }: World, day: string, until: string): string {
  return createHmac("sha256", contract.sessionSecret).update(`bill.${day}.${until}`).digest("hex");
}
