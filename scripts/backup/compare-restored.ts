// On a restored copy (DATABASE_URL) and with the shop's own contract: what the gateway's bills bring back. It asks the gateway, and has it
// do nothing: no order is reviewed here, so none is closed, and no alert leaves the copy.
import { formatFen } from "@/lib/shop/money";
import { reconcileDueDays } from "@/lib/shop/reports/due-days";
import { fetchTimeOf } from "@/lib/shop/reports/report-day";
import { withShop } from "../beside/with-shop";

process.exitCode = await withShop(async (shop) => {
  const { _max } = await shop.db.payment.aggregate({ _max: { id: true } });
  const began = shop.now();
  await reconcileDueDays(shop);
  const all = await shop.db.dayReport.findMany({
    where: { OR: [{ reconciledAt: { gte: began } }, { reconciledAt: null }] },
    orderBy: { day: "asc" },
    select: { day: true, status: true, billPayments: true },
  });
  // A day whose bill is not due yet is nobody's fault, and says nothing.
  const reports = all.filter(({ day }) => fetchTimeOf(day) <= began);
  for (const { day, status, billPayments } of reports) console.log(`  ${day}: ${billPayments} payments in Alipay's bill, ${status}`);
  if (reports.length === 0)
    console.log(
      "  No day since then has a bill yet: the bill of a day is there from half past nine the next morning on, and only with openapi.",
    );
  const back = await shop.db.payment.findMany({
    where: { id: { gt: _max.id ?? 0n } },
    orderBy: { paidAt: "asc" },
    select: { tradeNo: true, outTradeNo: true, amountFen: true, disposition: true, order: { select: { no: true } } },
  });
  let unseen = 0;
  for (const { tradeNo, outTradeNo, amountFen, disposition, order } of back) {
    const isSeen = disposition === "settled" || (await shop.db.discrepancy.count({ where: { tradeNo, resolvedAt: null } })) > 0;
    if (!isSeen) unseen += 1;
    const what =
      disposition === "settled" ? `order ${order?.no} is paid again` : isSeen ? "held, with a discrepancy" : "held, AND NOBODY IS TOLD";
    console.log(`  ${outTradeNo}  ${tradeNo}  ${formatFen(amountFen)}  ${what}`);
  }
  const waiting = await shop.db.order.count({ where: { status: "PENDING" } });
  console.log(`  ${back.length} payments come back by the bills; ${waiting} orders were unpaid in the copy and would be asked about.`);
  const missing = reports.some(({ status }) => status !== "matched" && status !== "empty");
  return unseen > 0 || missing ? 2 : 0;
});
