import "server-only";
import type { Bill, BillRow, Gateway } from "@/lib/alipay/gateway";
import { readBatchNo } from "@/lib/alipay/wap/mapi/refund";
import { storedNames } from "@/lib/shop/gateways";
import { isOwnRefundNo } from "@/lib/shop/refunds/refund";
import type { Shop } from "@/lib/shop/shop";
import { isQuietDay } from "./our-books";
import type { Day } from "./report";
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
export async function fetchBills(shop: Shop, day: Day): Promise<Bill> {
  const found: Found[] = [];
  let other: Exclude<Bill, Found> = { kind: "not_supported" };
  for (const biller of billersOf(shop)) {
    const bill = await fetchBill(shop, biller, day);
    if (bill.kind === "bill") found.push(bill);
    else if (bill.kind === "empty") other = bill;
    else if (bill.kind !== "not_supported") return bill;
  }
  if (found.length === 0) return other;
  return { kind: "bill", rows: rowsOf(found), unreadable: found.flatMap(({ unreadable }) => unreadable) };
}

type Found = Extract<Bill, { kind: "bill" }>;

/** Gone through anew each time, as each bill's own rows are. */
function rowsOf(bills: readonly Found[]): AsyncIterable<BillRow> {
  return {
    async *[Symbol.asyncIterator]() {
      for (const { rows } of bills) for await (const row of rows) yield withOwnNumber(row);
    },
  };
}

/** A refund of the token protocol stands in the bill under its batch_no, which is the day and our own number. */
function withOwnNumber(row: BillRow): BillRow {
  const ours = row.outRequestNo ? (readBatchNo(row.outRequestNo)?.outRequestNo ?? null) : null;
  return ours !== null && isOwnRefundNo(ours) ? { ...row, outRequestNo: ours } : row;
}

/** Beside another seller's bill, one that does not come is that of a day without business, as far as our books know of none. */
async function fetchBill(shop: Shop, biller: Gateway, day: Day): Promise<Bill> {
  const bill = await biller.fetchBill(day.day);
  const isMissing = bill.kind === "too_old" || (bill.kind === "not_ready" && shop.now() >= eveningAfter(day.day));
  if (!isMissing || billersOf(shop).length === 1) return bill;
  return (await isQuietDay(shop, { ...day, contracts: contractsOf(shop, biller) })) ? { kind: "empty" } : bill;
}
