// On a restored copy (DATABASE_URL) and with the shop's own contract: what the gateway's bills bring back. It asks the gateway, and has it
// do nothing: no order is reviewed here, so none is closed, and no alert leaves the copy.
import { formatFen } from "@/lib/shop/money";
import { reconcileDueDays } from "@/lib/shop/reports/due-days";
import { withShop } from "../beside/with-shop";

process.exitCode = await withShop(async (shop) => {
  const { _max } = await shop.db.payment.aggregate({ _max: { id: true } });
  const days = await reconcileDueDays(shop);
  const reports = await shop.db.dayReport.findMany({
    orderBy: { day: "desc" },
    take: days,
    select: { day: true, status: true, billPayments: true },
  });
  for (const { day, status, billPayments } of reports.reverse())
    console.log(`  ${day}: ${billPayments} payments in Alipay's bill, ${status}`);
  if (days === 0)
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
