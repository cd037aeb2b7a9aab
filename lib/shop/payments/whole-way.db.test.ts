import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { anOrder, MINUTE_MS, stockGoods, type TestOrder } from "@/test/test-shop";
import { CONTRACTS, type ContractKind, type TestStreet, testStreet } from "@/test/test-street";
import { requestClose } from "./close-order";
import { reviewDueOrders } from "./review-due-orders";
import { startPayment } from "./start-payment";

const statusOf = async ({ shop }: TestStreet, { orderId }: TestOrder) =>
  (await shop.db.order.findUniqueOrThrow({ where: { id: orderId } })).status;
const pay = (street: TestStreet, { outTradeNo }: TestOrder) => street.control("POST", `/control/trades/${outTradeNo}/pay`, {});

async function anOrderAtTheCashier(street: TestStreet): Promise<TestOrder> {
  const order = await anOrder(street.shop);
  expect(await startPayment(street.shop, order.orderId)).toMatchObject({ ok: true });
  return order;
}

/** Time passes for everybody: due notices go out, due orders are looked at. */
async function pass(street: TestStreet, ms: number): Promise<void> {
  street.shop.advance(ms);
  await street.emulator.deliverDue();
  while ((await reviewDueOrders(street.shop)) > 0);
}

/** Where each protocol asks and closes, for faults to be set there. */
const QUERY: Record<ContractKind, string> = {
  MD5: "single_trade_query",
  "0001": "single_trade_query",
  keys: "alipay.trade.query",
  certificates: "alipay.trade.query",
};

describe.each(CONTRACTS)("with %s, the shop and Alipay's side over real messages", (kind) => {
  test("a buyer pays and never comes back: the notice alone makes the order paid", async () => {
    const street = await testStreet({ kind });
    const order = await anOrderAtTheCashier(street);
    await pay(street, order);
    await street.emulator.deliverDue();
    expect(await statusOf(street, order)).toBe("PAID");
    expect(street.answers).toEqual(["success"]);
  });

  test("every notice is lost: the worker's question finds the money", async () => {
    const street = await testStreet({ kind });
    await street.control("POST", "/control/faults", [{ fault: "lose-notification", times: "always" }]);
    const order = await anOrderAtTheCashier(street);
    await pay(street, order);
    await pass(street, 15_000);
    expect(await statusOf(street, order)).toBe("PAID");
    expect(street.answers).toEqual([]);
  });

  test("a notice of another amount or of another seller, well signed, pays nothing", async () => {
    const street = await testStreet({ kind });
    for (const fault of ["wrong-amount", "wrong-seller"]) {
      await street.control("POST", "/control/faults", [{ fault, match: { channel: "notify" }, times: "always" }]);
      const order = await anOrderAtTheCashier(street);
      await pay(street, order);
      await street.emulator.deliverDue();
      expect(await statusOf(street, order)).toBe("PENDING");
    }
    const kinds = (await street.shop.db.discrepancy.findMany({ orderBy: { id: "asc" } })).map((row) => row.kind);
    expect(kinds).toEqual(["amount_mismatch", "seller_mismatch"]);
  });

  test.each(["hang", "reset", "http-error", "garbage", "wrong-signature", "system-error"])(
    "an answer to the query that is a %s is never taken for unpaid",
    async (fault) => {
      const street = await testStreet({ kind });
      await street.control("POST", "/control/faults", [
        { fault: "lose-notification", times: "always" },
        { fault, match: { service: QUERY[kind] }, times: "always" },
      ]);
      const order = await anOrderAtTheCashier(street);
      await pay(street, order);
      await pass(street, 40 * MINUTE_MS);
      expect(await statusOf(street, order)).toBe("PENDING");
      await street.control("DELETE", "/control/faults");
      await pass(street, 10 * MINUTE_MS);
      expect(await statusOf(street, order)).toBe("PAID");
    },
  );

  test("the same contract's TRADE_FINISHED three months later changes nothing and is answered success", async () => {
    const street = await testStreet({ kind });
    const order = await anOrderAtTheCashier(street);
    await pay(street, order);
    await street.emulator.deliverDue();
    await pass(street, 91 * 24 * 60 * MINUTE_MS);
    expect(street.answers).toEqual(["success", "success"]);
    expect(await street.shop.db.orderEvent.count({ where: { kind: "paid" } })).toBe(1);
  });

  test("a refund made in Alipay's own console never pays anything and is noted", async () => {
    const street = await testStreet({ kind });
    const order = await anOrderAtTheCashier(street);
    await pay(street, order);
    await street.emulator.deliverDue();
    await street.control("POST", `/control/trades/${order.outTradeNo}/refund`, { amount: "1.00" });
    await street.emulator.deliverDue();
    expect(await statusOf(street, order)).toBe("PAID");
    expect(await street.shop.db.toldRefund.count()).toBe(1);
  });

  test("an order expires at both ends: closed at the gateway first, and who then tries to pay cannot", async () => {
    const street = await testStreet({ kind });
    const order = await anOrderAtTheCashier(street);
    await pass(street, 31 * MINUTE_MS);
    expect(await statusOf(street, order)).toBe("CLOSED");
    await expect(pay(street, order)).rejects.toThrow();
    expect(await street.shop.db.variant.findFirstOrThrow()).toMatchObject({ stock: 10, reserved: 0 });
  });
});

describe.each(["MD5", "0001"] as const)("with %s, where a token is asked for before the buyer goes", (kind) => {
  test("a token answer that is lost, forged or late leaves an attempt that can be tried again", async () => {
    const street = await testStreet({ kind });
    const order = await anOrder(street.shop);
    for (const fault of ["hang", "reset", "garbage", "wrong-signature", "system-error", "lose-answer"]) {
      await street.control("POST", "/control/faults", [{ fault, match: { channel: "token" } }]);
      expect(await startPayment(street.shop, order.orderId), fault).toMatchObject({ ok: false, reason: "unknown" });
    }
    expect(await startPayment(street.shop, order.orderId)).toMatchObject({ ok: true });
    expect((await street.trades()).map((trade) => trade.out_trade_no)).toEqual([order.outTradeNo]);
  });

  test("a notice that arrives before the token's answer pays, and the buyer is not sent to pay again", async () => {
    const street = await testStreet({ kind });
    await street.control("POST", "/control/faults", [{ fault: "notify-before-token" }]);
    const order = await anOrder(street.shop);
    await startPayment(street.shop, order.orderId);
    expect(await statusOf(street, order)).toBe("PAID");
    expect(await startPayment(street.shop, order.orderId)).toMatchObject({ ok: false, reason: "paid" });
  });
});

/** What can happen on the street, in any order. */
const deed = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant("order" as const), quantity: fc.integer({ min: 1, max: 3 }) }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant("go to pay" as const), which: fc.nat(9) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("pay" as const), which: fc.nat(9) }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant("cancel" as const), which: fc.nat(9), by: fc.constantFrom("buyer" as const, "owner" as const) }),
  },
  { weight: 5, arbitrary: fc.record({ do: fc.constant("wait" as const), minutes: fc.constantFrom(0.1, 0.3, 1, 5, 10, 31) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("send again" as const), which: fc.nat(9) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant("go wrong" as const),
      fault: fc.constantFrom(
        { fault: "lose-notification" },
        { fault: "duplicate-notification", copies: 3 },
        { fault: "reorder-notification" },
        { fault: "delay-notification", delayMs: 20 * MINUTE_MS },
        { fault: "notify-before-token" },
        ...["reset", "garbage", "wrong-signature", "system-error"].map((fault) => ({ fault, match: { channel: "mapi" } })),
        ...["reset", "garbage", "wrong-signature", "system-error"].map((fault) => ({ fault, match: { channel: "openapi" } })),
        ...["reset", "garbage", "wrong-signature"].map((fault) => ({ fault, match: { channel: "token" } })),
        { fault: "lose-answer", match: { service: "close_trade" } },
        { fault: "lose-answer", match: { service: "alipay.trade.close" } },
        { fault: "wrong-signature", match: { channel: "notify" } },
        { fault: "wrong-amount", match: { channel: "notify" } },
      ),
      times: fc.integer({ min: 1, max: 4 }),
    }),
  },
);
type Deed = typeof deed extends fc.Arbitrary<infer T> ? T : never;

async function act(street: TestStreet, orders: TestOrder[], variantId: number, step: Deed): Promise<void> {
  const { shop } = street;
  if (step.do === "wait") return pass(street, step.minutes * MINUTE_MS);
  if (step.do === "go wrong") return void (await street.control("POST", "/control/faults", { ...step.fault, times: step.times }));
  if (step.do === "order") {
    // Sold out is a fair answer: late money for it is then what the street is about.
    await anOrder(shop, { variantId, quantity: step.quantity }).then(
      (order) => orders.push(order),
      () => {},
    );
    return;
  }
  const order = orders[step.which % Math.max(1, orders.length)];
  if (!order) return;
  if (step.do === "go to pay") await startPayment(shop, order.orderId);
  if (step.do === "cancel") await requestClose(shop, order.orderId, step.by);
  const attempts = await shop.db.paymentAttempt.findMany({ where: { orderId: order.orderId } });
  // What cannot be paid or sent (never started, closed, paid already) is refused by the emulator, as by Alipay.
  const verb = step.do === "pay" ? "pay" : step.do === "send again" ? "notify" : null;
  if (verb)
    for (const { outTradeNo } of attempts) await street.control("POST", `/control/trades/${outTradeNo}/${verb}`, {}).catch(() => {});
}

/** The first promise: each trade paid at the gateway is a paid order, or money held under the owner's eyes. Never nothing, never twice. */
async function checkAgainstGateway(street: TestStreet): Promise<void> {
  const paid = (await street.trades()).filter((trade) => trade.standing === "paid");
  const booked = await street.shop.db.payment.findMany();
  expect(booked.map((payment) => payment.tradeNo).sort()).toEqual(paid.map((trade) => trade.trade_no).sort());
  for (const trade of paid) {
    const payment = booked.find((row) => row.tradeNo === trade.trade_no);
    const isExplained =
      payment?.disposition === "settled" || (await street.shop.db.discrepancy.count({ where: { tradeNo: trade.trade_no } })) > 0;
    expect(isExplained, `trade ${trade.trade_no}`).toBe(true);
  }
  expect(await street.shop.db.order.count({ where: { status: "PENDING", payments: { none: {} } } }), "orders that nobody looks after").toBe(
    0,
  );
}

test.each([
  ["0001", 30],
  ["keys", 20],
] as const)(
  "with %s, whatever is lost, doubled, late or forged between the two, every yuan is accounted for when it is over",
  async (kind, numRuns) => {
    await fc.assert(
      fc.asyncProperty(fc.array(deed, { minLength: 8, maxLength: 30 }), async (deeds) => {
        const street = await testStreet({ kind });
        const { variantId } = await stockGoods(street.shop, { stock: 4 });
        const orders: TestOrder[] = [];
        for (const step of deeds) await act(street, orders, variantId, step);
        await street.control("DELETE", "/control/faults");
        // All is well again, and a day and two hours go by.
        for (let minute = 0; minute < 60; minute += 5) await pass(street, 5 * MINUTE_MS);
        for (let hour = 1; hour < 26; hour++) await pass(street, 60 * MINUTE_MS);
        await checkAgainstGateway(street);
      }),
      { numRuns },
    );
  },
  240_000,
);
