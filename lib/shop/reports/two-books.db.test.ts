import { describe, expect, test } from "vitest";
import type { BillRow } from "@/lib/alipay/gateway";
import { postPayment, postPromise, postRefund } from "@/lib/shop/ledger/post-transfer";
import { CONTRACT } from "@/test/fake-gateway";
import { DAY, toTheNextMorning } from "@/test/report-simulation";
import { type TestShop, testShop } from "@/test/test-shop";
import { getReport, listReportLines } from "./get-report";
import { reconcileDay } from "./reconcile-day";

const at = new Date("2026-11-22T04:00:00Z");
const paid = (tradeNo: string, amountFen: number): BillRow => ({
  ...{ tradeNo, outTradeNo: `XP20261122${tradeNo.padStart(18, "0")}`, type: "payment", outRequestNo: null, amountFen, completedAt: at },
});
const givenBack = (tradeNo: string, outRequestNo: string, amountFen: number): BillRow => ({
  ...paid(tradeNo, amountFen),
  type: "refund",
  outRequestNo,
});

/** Books these entries as held money that the owner has seen; a refund's payment comes before it. */
async function book({ db, now }: TestShop, entries: readonly BillRow[]): Promise<void> {
  for (const { tradeNo, outTradeNo, type, outRequestNo, amountFen } of entries) {
    if (type === "payment") {
      const held = { tradeNo, outTradeNo, contract: CONTRACT, amountFen, disposition: "held", paidAt: at, source: "notify" };
      const { id: paymentId } = await db.payment.create({ data: held });
      await postPayment(db, { paymentId, disposition: "held", amountFen, at });
      const seen = { kind: "unknown_order", dedupeKey: `unknown_order:${tradeNo}`, tradeNo, resolvedAt: now(), resolution: "已核对" };
      await db.discrepancy.create({ data: seen });
      continue;
    }
    const { id } = await db.payment.update({
      where: { tradeNo },
      data: { refundingFen: { increment: amountFen }, refundedFen: { increment: amountFen } },
    });
    const done = {
      paymentId: id,
      outRequestNo: outRequestNo ?? "",
      amountFen,
      reason: "",
      status: "DONE",
      requestedBy: "alipay",
      endedAt: at,
    } as const;
    await db.refund.create({ data: done });
    const moved = { paymentId: id, refundNo: done.outRequestNo, amountFen, at };
    await postPromise(db, { ...moved, disposition: "held" });
    await postRefund(db, moved);
  }
}

async function compare(bill: readonly BillRow[], ours: readonly BillRow[]) {
  const shop = await testShop();
  await book(shop, ours);
  toTheNextMorning({ shop });
  shop.gateway.answers.bill = { kind: "bill", rows: bill, unreadable: [] };
  await reconcileDay(shop, DAY);
  const lines = await listReportLines(shop, DAY);
  return { shop, lines: lines.map(({ tradeNo, outRequestNo, verdict }) => [tradeNo, outRequestNo, verdict]) };
}

describe("an owner's two books, side by side", () => {
  test("the same money in both is the same, whatever its order", async () => {
    const { lines } = await compare([paid("1", 100), paid("2", 200)], [paid("2", 200), paid("1", 100)]);
    expect(lines).toEqual([
      ["1", null, "same"],
      ["2", null, "same"],
    ]);
  });

  test("each of the three ways not to fit has its name", async () => {
    const { lines } = await compare([paid("1", 100), paid("2", 200)], [paid("2", 201), paid("3", 300)]);
    expect(lines).toEqual([
      ["1", null, "only_there"],
      ["2", null, "amount_differs"],
      ["3", null, "only_here"],
    ]);
  });

  test("a payment that the bill has twice does not pass for one", async () => {
    const { lines } = await compare([paid("1", 100), paid("1", 100)], [paid("1", 100)]);
    expect(lines).toEqual([["1", null, "amount_differs"]]);
  });

  test("two refunds of one trade are told apart by their numbers, and from its payment", async () => {
    const bill = [paid("1", 300), givenBack("1", "R1", 100), givenBack("1", "R2", 50)];
    const { shop, lines } = await compare(bill, [paid("1", 300), givenBack("1", "R2", 60)]);
    expect(lines).toEqual([
      ["1", null, "same"],
      ["1", "R1", "only_there"],
      ["1", "R2", "amount_differs"],
    ]);
    expect(await getReport(shop, DAY)).toMatchObject({
      bill: { payments: 1, paymentsFen: 300, refunds: 2, refundsFen: 150 },
      ours: { payments: 1, paymentsFen: 300, refunds: 1, refundsFen: 60 },
    });
  });
});
