// The worker's comparison of all days that are due at AT, for which nobody waits until then.
import { reconcileDueDays } from "@/lib/shop/reports/due-days";
import { withShop } from "../beside/with-shop";

await withShop(async (shop) => {
  const at = new Date(process.env.AT ?? "");
  const days = await reconcileDueDays({ ...shop, now: () => at });
  const reports = await shop.db.dayReport.findMany({ orderBy: { day: "asc" }, select: { day: true, status: true, billPayments: true } });
  console.log(
    `${days} compared; ${reports.map(({ day, status, billPayments }) => `${day}: ${billPayments} payments, ${status}`).join("; ")}`,
  );
});
