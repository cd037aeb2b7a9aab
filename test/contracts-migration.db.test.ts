import type pg from "pg";
import { expect, test } from "vitest";
import { databaseBefore, type OlderDatabase } from "./database";

const CONTRACTS = "20261125020000_contracts";
const NOBODY = "00000000-0000-0000-0000-000000000000";

/** A database as it was before payments knew their contract, with what a shop in use has in it. */
async function anOlderShop(): Promise<OlderDatabase> {
  const shop = await databaseBefore(CONTRACTS);
  // Rows of orders are of no interest here.
  await shop.client.query("SET session_replication_role = replica");
  return shop;
}

async function contractsAfter({ client, bringUp }: OlderDatabase): Promise<Record<string, string>> {
  await bringUp();
  const { rows } = await client.query<{ trade_no: string; contract: string }>("SELECT trade_no, contract FROM payments");
  return Object.fromEntries(rows.map(({ trade_no, contract }) => [trade_no, contract]));
}

const attempt = (client: pg.Client, outTradeNo: string, protocol: string, id = crypto.randomUUID()) =>
  client.query(
    `INSERT INTO payment_attempts (id, order_id, out_trade_no, protocol, amount_fen, status, payable_until) VALUES ($1, $2, $3, $4, 100, 'PAID', now())`,
    [id, NOBODY, outTradeNo, protocol],
  );
const payment = (client: pg.Client, tradeNo: string, outTradeNo: string, attemptId: string | null = null) =>
  client.query(
    `INSERT INTO payments (trade_no, out_trade_no, attempt_id, amount_fen, disposition, paid_at, source) VALUES ($1, $2, $3, 100, 'held', now(), 'notify')`,
    [tradeNo, outTradeNo, attemptId],
  );
const notice = (client: pg.Client, tradeNo: string, outTradeNo: string, protocol: string, verdict = "discrepancy") =>
  client.query(
    `INSERT INTO notify_deliveries (protocol, body, body_hash, trade_no, out_trade_no, verdict) VALUES ($1, '', '', $2, $3, $4)`,
    [protocol, tradeNo, outTradeNo, verdict],
  );

test("a shop in use that is brought up to date knows of each payment through which protocol it came", async () => {
  const older = await anOlderShop();
  const { client } = older;
  const id = crypto.randomUUID();
  await attempt(client, "X1", "wap-token", id);
  await attempt(client, "X2", "openapi");
  await payment(client, "of its attempt", "X1", id);
  await payment(client, "of an attempt that lost its link", "X2");
  await payment(client, "of no attempt, told by a notice", "F1");
  await notice(client, "of no attempt, told by a notice", "F1", "openapi", "rejected");
  await notice(client, "of no attempt, told by a notice", "F1", "wap-token");
  await payment(client, "of nobody, learnt from a bill", "F2");
  expect(await contractsAfter(older)).toEqual({
    "of its attempt": "wap-token",
    "of an attempt that lost its link": "openapi",
    "of no attempt, told by a notice": "wap-token",
    "of nobody, learnt from a bill": "openapi",
  });
  const { rows } = await client.query("SELECT out_trade_no, contract FROM payment_attempts ORDER BY out_trade_no");
  expect(rows).toEqual([
    { out_trade_no: "X1", contract: "wap-token" },
    { out_trade_no: "X2", contract: "openapi" },
  ]);
});

test("where only one protocol was ever spoken, all money came through it", async () => {
  const older = await anOlderShop();
  const { client } = older;
  await attempt(client, "X1", "wap-token");
  await payment(client, "T", "F1");
  expect(await contractsAfter(older)).toEqual({ T: "wap-token" });
});
