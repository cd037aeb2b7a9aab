import { startPayment } from "@/lib/shop/payments/start-payment";
import { listReportLines } from "@/lib/shop/reports/get-report";
import type { Shop } from "@/lib/shop/shop";
import { anOrder, type TestOrder } from "./test-shop";
import type { TestStreet } from "./test-street";

export const HOUR_MS = 3600_000;
/** The tests' clock starts at nine in the morning of this day in Beijing. */
export const DAY = "2026-11-22";

type OfShop = { shop: Shop };
type OfClock = { shop: Pick<TestStreet["shop"], "advance"> };

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

export async function goWrong(street: TestStreet, ...faults: object[]): Promise<void> {
  await street.control("POST", "/control/faults", faults);
}

/** A buyer pays; the shop hears of it unless `unheard`, and then of nothing more. */
export async function aPaidOrder(street: TestStreet, { priceFen = 1980, unheard = false } = {}): Promise<TestOrder> {
  const order = await anOrder(street.shop, { priceFen });
  await startPayment(street.shop, order.orderId);
  if (unheard) await goWrong(street, { fault: "lose-notification", times: "always" });
  await street.control("POST", `/control/trades/${order.outTradeNo}/pay`, {});
  await street.emulator.deliverDue();
  return order;
}
