import "server-only";
import type { Bill, BillRow, Gateway } from "@/lib/alipay/gateway";
import { outRequestNoOf } from "@/lib/alipay/wap/mapi/refund";
import { boundsOf } from "@/lib/shop/day";
import { storedNames } from "@/lib/shop/gateways";
import { isOwnRefundNo } from "@/lib/shop/refunds/refund";
import type { Shop } from "@/lib/shop/shop";
import { eveningAfter } from "./report-day";

/** One gateway for each seller who has a bill: a bill is of the seller's account, and lists what any of its contracts took. */
export function billersOf({ gateways }: Shop): Gateway[] {
  const withBill = gateways.all.filter(({ hasBill }) => hasBill);
  return withBill.filter(({ sellerId }, index) => withBill.findIndex((other) => other.sellerId === sellerId) === index);
}

/** The names of the contracts whose payments and refunds stand in one of the bills, as they are stored. */
export function billedContracts(shop: Shop): string[] {
  return billersOf(shop).flatMap((biller) => contractsOf(shop, biller));
}

function contractsOf({ gateways }: Shop, { sellerId }: Gateway): string[] {
  return gateways.all.filter((gateway) => gateway.sellerId === sellerId).flatMap(({ contract }) => storedNames(contract));
}

/** The bill of a day; while two sellers are configured, both bills as one, and none as long as one of them is missing. */
export async function fetchBills(shop: Shop, day: string): Promise<Bill> {
  const rows: BillRow[] = [];
  let joint: Bill = { kind: "not_supported" };
  for (const biller of billersOf(shop)) {
    const bill = await fetchBill(shop, biller, day);
    if (bill.kind === "unknown" || bill.kind === "not_ready") return bill;
    if (bill.kind === "bill") rows.push(...bill.rows.map(withOwnNumber));
    if (bill.kind === "bill" || joint.kind === "not_supported") joint = bill;
  }
  return joint.kind === "bill" ? { kind: "bill", rows } : joint;
}

/** A refund of the token protocol stands in the bill under its batch_no, which is the day and our own number. */
function withOwnNumber(row: BillRow): BillRow {
  const ours = row.outRequestNo && outRequestNoOf(row.outRequestNo);
  return ours && isOwnRefundNo(ours) ? { ...row, outRequestNo: ours } : row;
}

/** Beside another seller's bill, one that never comes is that of a day without business, as far as our books know of none. */
async function fetchBill(shop: Shop, biller: Gateway, day: string): Promise<Bill> {
  const bill = await biller.fetchBill(day);
  if (bill.kind !== "not_ready" || billersOf(shop).length === 1 || shop.now() < eveningAfter(day)) return bill;
  return (await isQuiet(shop, biller, day)) ? { kind: "empty" } : bill;
}

async function isQuiet(shop: Shop, biller: Gateway, day: string): Promise<boolean> {
  const bounds = boundsOf(day);
  if (!bounds) return true;
  const { from, to } = bounds;
  const contract = { in: contractsOf(shop, biller) };
  const payments = await shop.db.payment.count({ where: { contract, paidAt: { gte: from, lt: to } } });
  const refunds = await shop.db.refund.count({ where: { payment: { contract }, status: "DONE", endedAt: { gte: from, lt: to } } });
  return payments + refunds === 0;
}
