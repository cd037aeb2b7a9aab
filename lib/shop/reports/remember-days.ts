import "server-only";
import { dayAfter, dayOf } from "@/lib/shop/day";
import { later } from "@/lib/shop/due/review-due";
import type { Shop } from "@/lib/shop/shop";
import { ROWS_AT_ONCE } from "./report";
import { fetchTimeOf } from "./report-day";

/** Alipay has never had bills of earlier days (docs/wire/alipay-openapi.md §1.7). */
const FIRST_BILL = "2016-01-01";

/**
 * A row for each day from the shop's first order or payment to yesterday, however long the shop was down and whatever day was
 * compared by hand in between; also for those on which the protocol had no bills. Days of the past are due at once, the oldest first.
 */
export async function rememberDays(shop: Shop): Promise<void> {
  const yesterday = dayAfter(dayOf(shop.now()), -1);
  const first = await firstDay(shop);
  if (!first || first > yesterday) return;
  await shop.db.dayReport.updateMany({ where: { status: "not_supported" }, data: { status: "waiting", dueAt: shop.now() } });
  const days = daysFrom(first, yesterday);
  const known = { day: { gte: first, lte: yesterday } };
  if ((await shop.db.dayReport.count({ where: known })) >= days.length) return;
  const rows = await shop.db.dayReport.findMany({ where: known, select: { day: true } });
  const remembered = new Set(rows.map(({ day }) => day));
  await write(
    shop,
    days.filter((day) => !remembered.has(day)),
  );
}

async function firstDay(shop: Shop): Promise<string | null> {
  const oldest = { select: { createdAt: true }, orderBy: { createdAt: "asc" } } as const;
  const found = await Promise.all([shop.db.order.findFirst(oldest), shop.db.payment.findFirst(oldest)]);
  const [first] = found.flatMap((row) => (row ? [dayOf(row.createdAt)] : [])).sort();
  if (!first) return null;
  return first < FIRST_BILL ? FIRST_BILL : first;
}

function daysFrom(first: string, last: string): string[] {
  const days: string[] = [];
  for (let day = first; day <= last; day = dayAfter(day, 1)) days.push(day);
  return days;
}

async function write(shop: Shop, days: readonly string[]): Promise<void> {
  const at = shop.now();
  const rows = days.map((day, index) => {
    const fetchTime = fetchTimeOf(day);
    return { day, status: "waiting", dueAt: fetchTime > at ? fetchTime : later(at, index - days.length), createdAt: at };
  });
  for (let start = 0; start < rows.length; start += ROWS_AT_ONCE)
    await shop.db.dayReport.createMany({ data: rows.slice(start, start + ROWS_AT_ONCE), skipDuplicates: true });
}
