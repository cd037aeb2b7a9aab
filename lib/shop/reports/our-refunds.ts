import "server-only";
import type { BillRow } from "@/lib/alipay/gateway";
import type { Shop } from "@/lib/shop/shop";
import type { OurEntry } from "./compare-books";
import { billedContracts } from "./fetch-bills";

/**
 * The refunds of our books that belong beside a day's bill: those of the day that a bill can list, and those that the bill names,
 * whatever day we dated them. One that another day's bill has is not missing from this one's.
 */
export async function readOurRefunds(
  shop: Shop,
  { day, from, to }: { day: string; from: Date; to: Date },
  bill: readonly BillRow[],
): Promise<OurEntry[]> {
  const named = bill.flatMap(({ type, outRequestNo }) => (type === "refund" && outRequestNo ? [outRequestNo] : []));
  const refunds = await shop.db.refund.findMany({
    where: {
      status: "DONE",
      OR: [{ endedAt: { gte: from, lt: to }, payment: { contract: { in: billedContracts(shop) } } }, { outRequestNo: { in: named } }],
    },
    select: {
      outRequestNo: true,
      amountFen: true,
      endedAt: true,
      createdAt: true,
      orderId: true,
      order: { select: { no: true } },
      payment: { select: { tradeNo: true, outTradeNo: true } },
    },
    orderBy: { endedAt: "asc" },
  });
  const unnamed = refunds.map(({ outRequestNo }) => outRequestNo).filter((no) => !named.includes(no));
  const elsewhere = await shop.db.reportLine.findMany({
    where: { type: "refund", outRequestNo: { in: unnamed }, billFen: { not: null }, day: { not: day } },
    select: { outRequestNo: true },
  });
  const others = new Set(elsewhere.map(({ outRequestNo }) => outRequestNo));
  return refunds
    .filter(({ outRequestNo }) => !others.has(outRequestNo))
    .map(({ outRequestNo, amountFen, endedAt, createdAt, orderId, order, payment }) => ({
      ...payment,
      type: "refund",
      outRequestNo,
      amountFen,
      at: endedAt ?? createdAt,
      orderId,
      orderNo: order?.no ?? null,
    }));
}
