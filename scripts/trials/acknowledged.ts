// What Alipay was told and will not say again.
import { control } from "../../bench/orders";
import type { Town } from "./town";

type Delivery = { out_trade_no: string | null; outcome: string };

/** Trades of which a notice was answered `success`, and of which the database has no row: each is a broken promise, in a sentence. */
export async function forgottenIn(town: Town): Promise<string[]> {
  const { deliveries } = await control<{ deliveries: Delivery[] }>(town.emulatorUrl, "GET", "deliveries");
  const told = new Set(deliveries.flatMap(({ out_trade_no: no, outcome }) => (no && outcome === "acknowledged" ? [no] : [])));
  const kept = await town.query<{ no: string }>(
    "SELECT out_trade_no AS no FROM notify_deliveries WHERE answer = 'success' UNION SELECT out_trade_no FROM payments",
  );
  const known = new Set(kept.map(({ no }) => no));
  return [...told].filter((no) => !known.has(no)).map((no) => `a notice of ${no} was answered success, and no row tells of it`);
}
