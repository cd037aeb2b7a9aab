import { startPayment } from "@/lib/shop/payments/start-payment";
import { listReportLines } from "@/lib/shop/reports/get-report";
import type { Shop } from "@/lib/shop/shop";
import type { Simulation } from "./simulation";
import { anOrder, type TestOrder } from "./test-shop";

export const HOUR_MS = 3600_000;
/** The tests' clock starts at nine in the morning of this day in Beijing. */
export const DAY = "2026-11-22";

type OfShop = { shop: Shop };
type OfClock = { shop: Pick<Simulation["shop"], "advance"> };

export async function openKinds({ shop }: OfShop): Promise<string[]> {
  const open = await shop.db.discrepancy.findMany({ where: { resolvedAt: null }, orderBy: { id: "asc" } });
  return open.map(({ kind }) => kind);
}

export async function verdictsOf({ shop }: OfShop, day = DAY): Promise<string[]> {
  return (await listReportLines(shop, day)).map(({ verdict }) => verdict);
}

export function toTheNextMorning({ shop }: OfClock): void {
  shop.advance(25 * HOUR_MS);
}

export async function goWrong(simulation: Simulation, ...faults: object[]): Promise<void> {
  await simulation.control("POST", "/control/faults", faults);
}

/** A buyer pays; the shop hears of it unless `unheard`, and then of nothing more. */
export async function aPaidOrder(simulation: Simulation, { priceFen = 1980, unheard = false } = {}): Promise<TestOrder> {
  const order = await anOrder(simulation.shop, { priceFen });
  await startPayment(simulation.shop, order.orderId);
  if (unheard) await goWrong(simulation, { fault: "lose-notification", times: "always" });
  await simulation.control("POST", `/control/trades/${order.outTradeNo}/pay`, {});
  await simulation.emulator.deliverDue();
  return order;
}
