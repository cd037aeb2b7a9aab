import { describe, expect, test } from "vitest";
import { newOutTradeNo } from "@/lib/shop/orders/order-no";
import { databaseBefore } from "@/test/database";
import { aTrade } from "@/test/fake-gateway";
import { aPaidOrder, ask, pass } from "@/test/refund-shop";
import { anOrder, MINUTE_MS, type TestShop, testShop } from "@/test/test-shop";
import { settlePayment } from "../payments/settle-payment";

/** What lies in each account, in fen: debits less credits. */
async function balances({ pool }: TestShop): Promise<Record<string, number>> {
  const { rows } = await pool.query<{ account: string; fen: string }>(
    "SELECT account, sum(CASE side WHEN 'debit' THEN amount_fen ELSE -amount_fen END) AS fen FROM ledger_entries GROUP BY account",
  );
  return Object.fromEntries(rows.map(({ account, fen }) => [account, Number(fen)]));
}

const moves = async ({ db }: TestShop) =>
  (await db.ledgerTransfer.findMany({ orderBy: { id: "asc" } })).map(
    ({ cause, debit, credit, amountFen }) => `${cause}: ${debit} → ${credit} ${amountFen}`,
  );

describe("the books", () => {
  test("have a payment, a refund that fails and one that is done as transfers that balance", async () => {
    const shop = await testShop();
    const order = await aPaidOrder(shop);
    shop.gateway.answers.refund = { kind: "refused", code: "ACQ.SELLER_BALANCE_NOT_ENOUGH", detail: "", advice: "same_again_later" };
    await ask(shop, order, 500);
    shop.gateway.answers.refund = { kind: "refunded", at: null };
    await pass(shop, MINUTE_MS);
    await ask(shop, order, 480);
    await pass(shop, MINUTE_MS);
    expect(await moves(shop)).toEqual([
      "payment: gateway → settled 1980",
      "promise: settled → promised 500",
      "release: promised → settled 500",
      "promise: settled → promised 480",
      "refund: promised → gateway 480",
    ]);
    expect(await balances(shop)).toEqual({ gateway: 1500, settled: -1500, promised: 0 });
  });

  test("have money that pays no order as held", async () => {
    const shop = await testShop();
    await settlePayment(shop, aTrade(newOutTradeNo(shop.now(), ""), 700), "notify");
    expect(await moves(shop)).toEqual(["payment: gateway → held 700"]);
    expect(await balances(shop)).toEqual({ gateway: 700, held: -700 });
  });

  test("have one payment however often its notice comes, and nothing of a sum that was rolled back", async () => {
    const shop = await testShop();
    const order = await anOrder(shop);
    const trade = aTrade(order.outTradeNo, order.totalFen);
    await Promise.all(Array.from({ length: 20 }, (_, i) => settlePayment(shop, trade, i % 2 ? "notify" : "query")));
    await ask(shop, order, order.totalFen + 1);
    expect(await moves(shop)).toEqual(["payment: gateway → settled 1980"]);
  });

  test("are only ever added to, even by somebody with the shop's own password", async () => {
    const shop = await testShop();
    await aPaidOrder(shop);
    for (const statement of [
      "UPDATE ledger_transfers SET amount_fen = 1",
      "DELETE FROM ledger_transfers",
      "TRUNCATE ledger_transfers",
      "UPDATE ledger_transfers SET created_at = now()",
    ])
      await expect(shop.pool.query(statement), statement).rejects.toThrow("only ever added to");
    expect(await moves(shop)).toHaveLength(1);
  });

  test.each([
    ["a sum of nothing", { amountFen: 0 }],
    ["a sum below zero", { amountFen: -1 }],
    ["money out of nowhere", { debit: "held", credit: "settled" }],
    ["a refund straight out of an order", { cause: "refund", debit: "settled", credit: "gateway", refundNo: "RF1" }],
    ["a promise to no refund", { cause: "promise", debit: "settled", credit: "promised", refundNo: null }],
    ["the same payment again", {}],
  ])("refuse %s", async (_, change) => {
    const shop = await testShop();
    await aPaidOrder(shop);
    const { id: paymentId } = await shop.db.payment.findFirstOrThrow();
    const transfer = { cause: "payment", debit: "gateway", credit: "settled", amountFen: 5, paymentId };
    await expect(shop.db.ledgerTransfer.create({ data: { ...transfer, ...change } })).rejects.toThrow();
  });
});

test("a shop that is in use gets the books of what it has already", async () => {
  const { client, bringUp } = await databaseBefore("20261125070000_ledger");
  await client.query(`INSERT INTO payments (trade_no, out_trade_no, contract, amount_fen, disposition, paid_at, source, refunding_fen, refunded_fen)
    VALUES ('T1', 'O1', 'openapi', 1980, 'held', now(), 'notify', 980, 480)`);
  await client.query(`INSERT INTO refunds (out_request_no, payment_id, amount_fen, reason, status, requested_by)
    SELECT 'RF' || status, id, fen, '', status::"RefundStatus", 'owner' FROM payments,
      (VALUES ('DONE', 480), ('PENDING', 500), ('FAILED', 700)) AS r (status, fen)`);
  await bringUp("newest");
  const { rows } = await client.query("SELECT cause, debit, credit, amount_fen::int AS fen FROM ledger_transfers ORDER BY cause, fen");
  expect(rows).toEqual([
    { cause: "payment", debit: "gateway", credit: "held", fen: 1980 },
    { cause: "promise", debit: "held", credit: "promised", fen: 480 },
    { cause: "promise", debit: "held", credit: "promised", fen: 500 },
    { cause: "refund", debit: "promised", credit: "gateway", fen: 480 },
  ]);
});
