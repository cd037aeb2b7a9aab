// One day's comparison, in the words of a console. scripts/reconcile.mjs brings the environment.
import { ConfigError } from "@/lib/server/env";
import type { RefusalOf, Words } from "@/lib/server/result";
import { dayAfter, dayOf } from "@/lib/shop/day";
import { getShop } from "@/lib/shop/get-shop";
import { formatFen } from "@/lib/shop/money";
import { getReport, listReportLines, type SideTotals } from "@/lib/shop/reports/get-report";
import { reconcileDay } from "@/lib/shop/reports/reconcile-day";
import type { Shop } from "@/lib/shop/shop";

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof ConfigError ? error.message : error);
  process.exitCode = 1;
}

async function main(): Promise<number> {
  const shop = getShop();
  try {
    return await compare(shop, process.argv[2] ?? dayAfter(dayOf(shop.now()), -1));
  } finally {
    await shop.signals.close();
    await shop.db.$disconnect();
    await shop.pool.end().catch(() => {});
  }
}

const WHY_NOT: Words<RefusalOf<typeof reconcileDay>> = {
  not_a_day: "name a day as yyyy-MM-dd",
  too_early: "the bill of a day is there from nine the next morning on",
  not_supported: "the token protocol has no bill",
  no_bill: "Alipay gave no bill of this day; the shop asks again by itself",
};

async function compare(shop: Shop, day: string): Promise<number> {
  const result = await reconcileDay(shop, day);
  if (!result.ok) {
    console.error(`${day}: ${WHY_NOT[result.reason]}`);
    return 1;
  }
  const report = await getReport(shop, day);
  if (report) for (const [name, side] of [["Alipay's bill", report.bill] as const, ["our books", report.ours] as const]) tell(name, side);
  if (result.restored > 0) console.log(`  ${result.restored} payments were only at Alipay and are booked now`);
  for (const line of await listReportLines(shop, day, { onlyBroken: true })) {
    const sums = [line.billFen, line.ourFen].map((fen) => (fen === null ? "–" : formatFen(fen)));
    console.log(`  ${line.verdict}  ${line.type}  ${line.tradeNo}  ${line.outTradeNo}  bill ${sums[0]}  ours ${sums[1]}`);
  }
  console.log(result.differences > 0 ? `${day}: ${result.differences} do not fit; see /admin/discrepancies` : `${day}: all fits`);
  return result.differences > 0 ? 2 : 0;
}

function tell(name: string, { payments, paymentsFen, refunds, refundsFen }: SideTotals): void {
  console.log(`  ${name.padEnd(14)} ${payments} payments ${formatFen(paymentsFen)}, ${refunds} refunds ${formatFen(refundsFen)}`);
}
