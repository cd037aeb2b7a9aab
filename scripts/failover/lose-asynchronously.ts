// What is lost when the standby that is promoted lagged behind, and how it comes back.
import { setTimeout as pause } from "node:timers/promises";
import { acknowledged, bookedHere, faultsOf, missing, untilBooked } from "./books";
import { sendBuyers } from "./buyers";
import type { ShopOnPair } from "./shop-on-pair";

/** Under load while the standby follows, and then while it does not, in ms. */
const LOAD_MS = 3_000;
const CUT_MS = 3_000;
/** After the last payment that the worker found by asking, in ms. */
const QUIET_MS = 90_000;
const HOUR_MS = 3600_000;

/** Returns what did not come back, as sentences; nothing, when all is accounted for. */
export async function loseAsynchronously(shop: ShopOnPair, say: (line: string) => void): Promise<string[]> {
  const { pair } = shop;
  const buyers = sendBuyers(shop);
  await pause(LOAD_MS);
  await pair.cutStandby();
  await pause(CUT_MS);
  pair.killPrimary();
  await pair.promote();
  const told = await acknowledged(shop);
  const lost = await missing(shop, told);
  say(`  ${told.size} payments were answered success, of which the promoted standby lacks ${lost.length}`);
  await pause(LOAD_MS);
  await buyers.stop();
  const unknown = await untilBooked(shop, QUIET_MS);
  say(`  asking the gateway brought back ${lost.length - intersection(lost, unknown)}: their orders are known, and paid again`);
  say(`  ${intersection(lost, unknown)} are of orders that the standby never had; nobody asks about those before the bill of the day`);
  await shop.stopShop();
  await compareTomorrow(shop, say);
  return report(shop, lost, say);
}

function intersection(some: string[], others: string[]): number {
  const set = new Set(others);
  return some.filter((one) => set.has(one)).length;
}

/** Moves the gateway's clock to ten in the morning of the next day in Shanghai, and compares as the worker does then. */
async function compareTomorrow(shop: ShopOnPair, say: (line: string) => void): Promise<void> {
  const today = new Date(Date.now() + 8 * HOUR_MS).toISOString().slice(0, 10);
  const tomorrow = new Date(Date.parse(`${today}T10:00:00+08:00`) + 24 * HOUR_MS);
  await shop.control("POST", "clock", { now: tomorrow.toISOString() });
  const { code, said } = await shop.command("scripts/failover/compare-then.ts", { AT: tomorrow.toISOString() });
  if (code !== 0) throw new Error(`the days could not be compared: ${said}`);
  say(`  the next morning's bill: ${said}`);
}

async function report(shop: ShopOnPair, lost: string[], say: (line: string) => void): Promise<string[]> {
  const booked = await bookedHere(shop);
  const back = lost.map((number) => booked.get(number));
  const paid = back.filter((one) => one?.disposition === "settled").length;
  const held = back.filter((one) => one?.disposition === "held").length;
  say(
    `  of the ${lost.length} lost ones ${paid} are paid orders, ${held} are held money with a discrepancy, ${lost.length - paid - held} are nowhere`,
  );
  return faultsOf(shop);
}
