import { expect, test } from "vitest";
import { startPayment } from "@/lib/shop/payments/start-payment";
import { refundOrder } from "@/lib/shop/refunds/requested/refund-order";
import { aWish } from "@/test/owner-wish";
import { aPaidOrder, rows } from "@/test/refund-shop";
import { changeContract, letTimePass, openSimulation } from "@/test/simulation";
import { anOrder, MINUTE_MS, testShop } from "@/test/test-shop";
import { wanted } from "@/test/wishes";
import { listContracts } from "./list-contracts";
import { takeUpContracts } from "./take-up-contracts";

const TOKEN = "wap-token:2088000000000001";
const APP = "openapi:2021000000000001";

test("an owner who changes the contract sees what the old one is still needed for, and when it can go", async () => {
  const simulation = await openSimulation({ kind: "0001" });
  const [paid, open] = [await anOrder(simulation.shop), await anOrder(simulation.shop)];
  for (const { orderId } of [paid, open]) await startPayment(simulation.shop, orderId);
  await simulation.control("POST", `/control/trades/${paid.outTradeNo}/pay`, {});
  await letTimePass(simulation, 1_000);
  const paidAt = simulation.shop.now();
  await simulation.control("POST", "/control/faults", { fault: "refund-later", delayMs: 5 * MINUTE_MS, match: { channel: "mapi" } });
  const asked = refundOrder(simulation.shop, { orderId: paid.orderId, amountFen: 480, reason: "少发一件", wish: aWish() });
  await wanted(simulation, { of: paid, fen: 480 }, asked);
  expect(await listContracts(simulation.shop)).toMatchObject([{ contract: TOKEN, standing: "current", openPayments: 1, openRefunds: 1 }]);

  await changeContract(simulation, { kind: "keys", previous: null });
  expect((await listContracts(simulation.shop)).at(-1)).toMatchObject({
    contract: TOKEN,
    standing: "gone",
    openPayments: 1,
    openRefunds: 1,
  });

  await changeContract(simulation, { kind: "keys", previous: "0001" });
  expect(await listContracts(simulation.shop)).toMatchObject([
    { contract: APP, standing: "current", openPayments: 0, openRefunds: 0, lastPaidAt: null },
    { contract: TOKEN, standing: "leaving", openPayments: 1, openRefunds: 1 },
  ]);
  for (let minute = 0; minute < 60; minute += 5) await letTimePass(simulation, 5 * MINUTE_MS);
  const [, left] = await listContracts(simulation.shop);
  expect(left).toMatchObject({ standing: "leaving", openPayments: 0, openRefunds: 0 });
  expect(left?.lastPaidAt?.getTime()).toBeLessThanOrEqual(paidAt.getTime());

  await changeContract(simulation, { kind: "keys", previous: null });
  expect((await listContracts(simulation.shop)).map(({ contract }) => contract)).toEqual([APP]);
});

test("what is older than the names of contracts is named at the next start, and goes on under its own", async () => {
  const shop = await testShop();
  const order = await aPaidOrder(shop);
  const unpaid = await anOrder(shop);
  await shop.db.payment.updateMany({ data: { contract: "wap-token" } });
  await shop.db.paymentAttempt.updateMany({ data: { contract: "wap-token" } });
  await shop.db.paymentAttempt.updateMany({ where: { orderId: unpaid.orderId }, data: { contract: "openapi" } });
  await takeUpContracts(shop);
  expect(await shop.db.payment.findFirstOrThrow()).toMatchObject({ contract: shop.gateway.contract });
  expect((await shop.db.paymentAttempt.findMany({ orderBy: { createdAt: "asc" } })).map(({ contract }) => contract).sort()).toEqual([
    "openapi",
    shop.gateway.contract,
  ]);
  await refundOrder(shop, { orderId: order.orderId, amountFen: 480, reason: "少发一件", wish: aWish() });
  expect(await rows(shop)).toMatchObject([{ status: "DONE" }]);
});

test("an order that is older than the names of contracts is paid all the same, before it has its name", async () => {
  const simulation = await openSimulation({ kind: "MD5" });
  const order = await anOrder(simulation.shop);
  await startPayment(simulation.shop, order.orderId);
  await simulation.shop.db.paymentAttempt.updateMany({ data: { contract: "wap-token" } });
  await simulation.control("POST", `/control/trades/${order.outTradeNo}/pay`, {});
  await letTimePass(simulation, 1_000);
  expect(await simulation.shop.db.order.findFirstOrThrow()).toMatchObject({ status: "PAID" });
  expect(await simulation.shop.db.payment.findFirstOrThrow()).toMatchObject({ contract: TOKEN });
});
