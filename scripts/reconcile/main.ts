// Compares one day and prints what differs. scripts/reconcile.ts sets the environment.
import { ConfigError } from "@/lib/server/env";
import { type RefusalOf, type Words, wordsFor } from "@/lib/server/result";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { dayAfter, dayOf } from "@/lib/shop/day";
import { formatFen } from "@/lib/shop/money";
import { getReport, listReportLines, type SideTotals } from "@/lib/shop/reports/get-report";
import { reconcileDay } from "@/lib/shop/reports/reconcile-day";
import type { Shop } from "@/lib/shop/shop";
import { CliError } from "../process/cli-error";

/**
 * Compares one day, yesterday by default, and returns the exit code.
 * @throws {CliError} when the configuration is wrong
 */
export async function reconcile(day?: string): Promise<number> {
  const shop = openShop();
  try {
    return await compare(shop, day ?? dayAfter(dayOf(shop.now()), -1));
  } finally {
    await shop.signals.close();
    await shop.db.$disconnect();
    await shop.pool.end().catch(() => {});
  }
}

function openShop(): Shop {
  try {
    return getShop();
  } catch (error) {
    if (error instanceof ConfigError) throw new CliError(error.message);
    throw error;
  }
}

const WHY_NOT: Words<RefusalOf<typeof reconcileDay>> = {
  not_a_day: "name a day as yyyy-MM-dd",
  too_early: "the bill of a day is there from nine the next morning on",
  not_supported: "the token protocol has no bill",
  no_bill: ({ isOver }) => `Alipay gave no bill of this day; ${goesOn(isOver)}`,
  unreadable: ({ isOver }) => `the bill of this day cannot be read; ${goesOn(isOver)}`,
  not_saved: ({ isOver }) => `comparing this day failed, see the log; ${goesOn(isOver)}`,
};

function goesOn(isOver: boolean): string {
  return isOver ? "the shop does not try again by itself, see /admin/discrepancies" : "the shop tries again by itself";
}

async function compare(shop: Shop, day: string): Promise<number> {
  const result = await reconcileDay(shop, day);
  if (!result.ok) {
    console.error(`${day}: ${wordsFor(result, WHY_NOT)}`);
    return 1;
  }
  const report = await getReport(shop, day);
  if (report)
    for (const [name, side] of [["Alipay's bill", report.bill] as const, ["our books", report.ours] as const]) printSide(name, side);
  if (result.restored > 0) console.log(`  ${result.restored} payments were only at Alipay and are booked now`);
  if (report && report.other.payments + report.other.refunds > 0) printSide("other business", report.other);
  for (const line of await listReportLines(shop, day, { show: "broken" })) {
    const sums = [line.billFen, line.ourFen].map((fen) => (fen === null ? "–" : formatFen(fen)));
    console.log(`  ${line.verdict}  ${line.type}  ${line.tradeNo}  ${line.outTradeNo}  bill ${sums[0]}  ours ${sums[1]}`);
  }
  console.log(result.differences > 0 ? `${day}: ${result.differences} do not fit; see /admin/discrepancies` : `${day}: all fits`);
  return result.differences > 0 ? 2 : 0;
}

function printSide(name: string, { payments, paymentsFen, refunds, refundsFen }: SideTotals): void {
  console.log(`  ${name.padEnd(14)} ${payments} payments ${formatFen(paymentsFen)}, ${refunds} refunds ${formatFen(refundsFen)}`);
}
