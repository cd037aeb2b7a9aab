import { describe, expect, test } from "vitest";
import type { BillEntry } from "@/lib/alipay/openapi/bill/bill-csv";
import { buildBillFile, parseBillFile } from "@/lib/alipay/openapi/bill/bill-file";
import { CONTRACT } from "@/test/fake-gateway";
import { DAY, openKinds, toTheNextMorning } from "@/test/report-simulation";
import { anOrder, type TestShop, testShop } from "@/test/test-shop";
import { getReport, listReportLines } from "./get-report";
import { reconcileDay } from "./reconcile-day";

const LINES = 33_000;
const OURS = 20_000;
const AT = new Date("2026-11-22T04:00:00Z");

const numberOf = (index: number) => String(index).padStart(8, "0");
const ourNo = (index: number) => `XP20261122${numberOf(index).padStart(18, "0")}`;

function entry(index: number, change: Partial<BillEntry> = {}): BillEntry {
  return {
    ...{ tradeNo: `20261122220014${numberOf(index)}`, outTradeNo: ourNo(index), type: "payment", amountFen: 100 + (index % 7) },
    ...{ outRequestNo: null, completedAt: AT, createdAt: AT, subject: "春茶 500g", buyer: "张*(138****0000)" },
    ...change,
  };
}

/** Our books know the first lines of the bill. */
async function bookOurs({ db }: TestShop): Promise<void> {
  await db.$executeRaw`
    INSERT INTO payments (trade_no, out_trade_no, contract, amount_fen, disposition, paid_at, source)
    SELECT '20261122220014' || lpad(i::text, 8, '0'), 'XP20261122' || lpad(i::text, 18, '0'), ${CONTRACT}, 100 + i % 7, 'held', ${AT}, 'notify'
    FROM generate_series(0, ${OURS - 1}::int) i`;
}

/** The invariants are checked payment by payment, and these are no one's orders. */
async function forgetBooks({ db }: TestShop): Promise<void> {
  await db.$executeRaw`DELETE FROM payments`;
}

describe("a day of thirty-three thousand lines", () => {
  test("is compared line by line: what fits, what differs, and what is no business of this shop", async () => {
    const shop = await testShop();
    await anOrder(shop);
    await bookOurs(shop);
    const entries = Array.from({ length: LINES }, (_, index) =>
      entry(index, index < OURS ? {} : { outTradeNo: `COUNTER-${index}`, amountFen: 250 }),
    );
    entries[5] = entry(5, { amountFen: 9_999 });
    entries[OURS] = entry(OURS, { amountFen: 777 });
    entries.push(entry(7, { type: "refund", amountFen: 50, outRequestNo: "RF000000000000000007" }));
    toTheNextMorning({ shop });
    shop.gateway.answers.bill = await parseBillFile(buildBillFile({ sellerId: shop.gateway.sellerId, day: DAY, entries }));
    expect(await reconcileDay(shop, DAY)).toEqual({ ok: true, status: "differs", restored: 0, differences: 3 });
    expect(await getReport(shop, DAY)).toMatchObject({
      bill: { payments: OURS + 1, refunds: 1, refundsFen: 50 },
      ours: { payments: OURS, refunds: 0 },
      other: { payments: LINES - OURS - 1, paymentsFen: (LINES - OURS - 1) * 250, refunds: 0, refundsFen: 0 },
    });
    expect((await openKinds({ shop })).sort()).toEqual(["bill_amount_differs", "bill_only_there", "bill_refund_differs"]);
    const broken = await listReportLines(shop, DAY, { show: "broken" });
    expect(broken.map(({ verdict, type }) => `${verdict} ${type}`).sort()).toEqual([
      "amount_differs payment",
      "only_there payment",
      "only_there refund",
    ]);
    expect(shop.gateway.asked).toEqual([ourNo(OURS)]);
    await forgetBooks(shop);
  }, 120_000);

  test("of which not one is in the shop's books is asked for line by line, and all of it is shown", async () => {
    const shop = await testShop();
    await anOrder(shop);
    const entries = Array.from({ length: LINES }, (_, index) => entry(index));
    toTheNextMorning({ shop });
    shop.gateway.answers.bill = await parseBillFile(buildBillFile({ sellerId: shop.gateway.sellerId, day: DAY, entries }));
    expect(await reconcileDay(shop, DAY)).toEqual({ ok: true, status: "differs", restored: 0, differences: LINES });
    expect(new Set(shop.gateway.asked).size).toBe(LINES);
    expect(await shop.db.discrepancy.count({ where: { resolvedAt: null, kind: "bill_only_there" } })).toBe(LINES);
    shop.gateway.answers.bill = { kind: "empty" };
    expect(await reconcileDay(shop, DAY)).toMatchObject({ status: "empty" });
    expect(await openKinds({ shop })).toEqual([]);
    expect(await shop.db.billLine.count()).toBe(0);
  }, 120_000);
});
