import "server-only";
import type { BillRow } from "@/lib/alipay/gateway";
import type { Shop } from "@/lib/shop/shop";
import type { OurEntry } from "./compare-books";
import { billedContracts } from "./fetch-bills";
import { readOurRefunds } from "./our-refunds";

type Day = { day: string; from: Date; to: Date };

/** Everything of our books that belongs beside a day's bill. */
export async function readOurBooks(shop: Shop, day: Day, bill: readonly BillRow[]): Promise<OurEntry[]> {
  const [payments, refunds] = await Promise.all([readOurPayments(shop, day, bill), readOurRefunds(shop, day, bill)]);
  return [...payments, ...refunds];
}

/**
 * The payments of our books that belong beside a day's bill: those of the day that a bill can list, and those that the bill names, whatever day
 * we dated them. One that another day's bill has is not missing from this one's.
 */
async function readOurPayments(shop: Shop, { day, from, to }: Day, bill: readonly BillRow[]): Promise<OurEntry[]> {
  const named = bill.filter(({ type }) => type === "payment").map(({ tradeNo }) => tradeNo);
  const payments = await shop.db.payment.findMany({
    where: { OR: [{ paidAt: { gte: from, lt: to }, contract: { in: billedContracts(shop) } }, { tradeNo: { in: named } }] },
    select: { tradeNo: true, outTradeNo: true, amountFen: true, paidAt: true, orderId: true, order: { select: { no: true } } },
    orderBy: { paidAt: "asc" },
  });
  const unnamed = payments.map(({ tradeNo }) => tradeNo).filter((tradeNo) => !named.includes(tradeNo));
  const elsewhere = await shop.db.reportLine.findMany({
    where: { type: "payment", tradeNo: { in: unnamed }, billFen: { not: null }, day: { not: day } },
    select: { tradeNo: true },
  });
  const others = new Set(elsewhere.map(({ tradeNo }) => tradeNo));
  return payments
    .filter(({ tradeNo }) => !others.has(tradeNo))
    .map(({ amountFen, paidAt, order, ...payment }) => ({
      ...payment,
      type: "payment",
      outRequestNo: null,
      amountFen,
      at: paidAt,
      orderNo: order?.no ?? null,
    }));
}
