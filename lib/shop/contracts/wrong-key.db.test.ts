import { randomBytes } from "node:crypto";
import { describe, expect, test, vi } from "vitest";
import { createContract, type Merchant } from "@/emulator/contract/contract";
import { settingsFromMerchant } from "@/lib/alipay/doctor/settings";
import { checkOut } from "@/lib/shop/checkout/check-out";
import { getOrderForBuyer } from "@/lib/shop/orders/get-order";
import { probeContracts } from "@/lib/shop/payments/probe-contracts";
import { receiveNotification } from "@/lib/shop/payments/receive-notification";
import { startPayment } from "@/lib/shop/payments/start-payment";
import type { Shop } from "@/lib/shop/shop";
import { type ContractKind, changeContract, letTimePass, openSimulation, type Simulation, secondInstance } from "@/test/simulation";
import { ADDRESS, aBuyer, anOrder, MINUTE_MS, stockGoods, type TestOrder } from "@/test/test-shop";
import { noteWord } from "./note-word";
import { isPaymentAvailable, readAlarms } from "./read-alarms";

/** Another merchant of Alipay's, whose keys fit nothing here. */
const other = createContract(randomBytes).merchant;

/** Whose text the owner copied into which variable. */
const WRONG: Record<ContractKind, (merchant: Merchant) => Merchant> = {
  MD5: (merchant) => ({ ...merchant, md5Key: other.md5Key }),
  "0001": (merchant) => ({ ...merchant, alipayPublicKey: other.alipayPublicKey }),
  keys: (merchant) => ({ ...merchant, alipayRsa2PublicKey: other.alipayRsa2PublicKey }),
  certificates: (merchant) => ({ ...merchant, alipayCert: other.alipayCert, rootCert: other.rootCert }),
};

const statusOf = async ({ shop }: Simulation, { orderId }: TestOrder) =>
  (await shop.db.order.findUniqueOrThrow({ where: { id: orderId } })).status;
const pay = (simulation: Simulation, { outTradeNo }: TestOrder) => simulation.control("POST", `/control/trades/${outTradeNo}/pay`, {});
const view = async ({ shop }: Simulation, { no, buyerId }: TestOrder) => (await getOrderForBuyer(shop, no, buyerId))?.view;
const setFaults = ({ control }: Simulation, faults: object[]) => control("POST", "/control/faults", faults);

/** A further buyer submits the checkout's form. */
async function tryToBuy(shop: Shop) {
  const { variantId } = await stockGoods(shop);
  const items = [{ variantId, quantity: 1, expectedPriceFen: 1980 }];
  return checkOut(shop, await aBuyer(shop), {
    ...{ idempotencyKey: randomBytes(32).toString("base64url"), items, address: ADDRESS, note: "", fromCart: false },
  });
}

async function anOrderAtTheCashier(simulation: Simulation): Promise<TestOrder> {
  const order = await anOrder(simulation.shop);
  await startPayment(simulation.shop, order.orderId);
  return order;
}

/** A shop whose keys are wrong, three buyers later; with bare keys they came to the cashier all the same, and one of them paid. */
async function aShopWithAWrongKey(kind: ContractKind) {
  const simulation = await openSimulation({ kind, configured: WRONG[kind] });
  const orders = [];
  for (let count = 0; count < 3; count++) orders.push(await anOrderAtTheCashier(simulation));
  const [order] = orders;
  if (!order) throw new Error("no order");
  if (kind === "keys") await pay(simulation, order);
  await letTimePass(simulation, 15_000);
  await letTimePass(simulation, 30_000);
  return { simulation, order };
}

describe.each(["MD5", "0001", "keys", "certificates"] as const)("with %s, an owner who configured a wrong key of Alipay's", (kind) => {
  test("is told so after a few refusals, and nobody is let into paying what could not be confirmed", async () => {
    const { simulation, order } = await aShopWithAWrongKey(kind);
    const { shop } = simulation;
    const [alarm] = await readAlarms(shop);
    expect(alarm).toMatchObject({ isCurrent: true, closesCheckout: true, kind: kind === "MD5" ? "refused" : "unverified" });
    const before = await shop.db.order.count();
    expect(await tryToBuy(shop)).toMatchObject({ ok: false, reason: "unavailable" });
    expect(await shop.db.order.count()).toBe(before);
    expect(await startPayment(shop, order.orderId)).toMatchObject({ ok: false, reason: "unavailable" });
  });

  test("mends it: the checkout is open from the start, and what was paid meanwhile is found", async () => {
    const { simulation, order } = await aShopWithAWrongKey(kind);
    await changeContract(simulation, { kind, previous: null });
    expect(await isPaymentAvailable(simulation.shop)).toBe(true);
    expect(await tryToBuy(simulation.shop)).toMatchObject({ ok: true });
    await letTimePass(simulation, 1_000);
    expect(await statusOf(simulation, order)).toBe(kind === "keys" ? "PAID" : "PENDING");
    expect(await readAlarms(simulation.shop)).toEqual([]);
  });
});

test("a buyer who paid a shop that cannot verify anything sees that the result is being confirmed, and no countdown", async () => {
  const { simulation, order } = await aShopWithAWrongKey("keys");
  expect(await view(simulation, order)).toMatchObject({ phase: "confirming" });
  await letTimePass(simulation, 5 * MINUTE_MS);
  expect(await view(simulation, order)).toMatchObject({ phase: "confirming", isResultLate: true });
});

test("an owner is told which of Alipay's keys it is, and what the doctor makes of it", async () => {
  const simulation = await openSimulation({ kind: "keys", configured: WRONG.keys });
  const settings = settingsFromMerchant(WRONG.keys(simulation.emulator.merchant));
  simulation.shop = {
    ...simulation.shop,
    doctor: [
      {
        protocol: "openapi",
        settings: { wap: {}, openapi: { ...settings.openapi, appCert: undefined, alipayCert: undefined, rootCert: undefined } },
      },
    ],
  };
  for (let count = 0; count < 3; count++) await anOrderAtTheCashier(simulation);
  await letTimePass(simulation, 15_000);
  const [alarm] = await readAlarms(simulation.shop);
  const [key, word] = alarm?.why ?? [];
  expect(alarm).toMatchObject({ keys: "key" });
  expect(key).toMatchObject({ about: "ALIPAY_PUBLIC_KEY", says: "签名不是所配置的任何一把密钥做的" });
  expect(word).toMatchObject({ says: "与交易的状态有关" });
});

describe("a contract that the gateway refuses", () => {
  const REFUSAL = { keys: "isv.insufficient-isv-permissions", "0001": "0005" };

  async function refused(kind: "keys" | "0001") {
    const simulation = await openSimulation({ kind });
    await setFaults(simulation, [{ fault: "refuse", code: REFUSAL[kind], times: "always" }]);
    for (let count = 0; count < 3; count++) await anOrderAtTheCashier(simulation);
    await letTimePass(simulation, 15_000);
    return simulation;
  }

  test.each(["keys", "0001"] as const)(
    "raises the same alarm with %s, and opens the checkout by itself within a minute of being mended",
    async (kind) => {
      const simulation = await refused(kind);
      const { shop } = simulation;
      const [alarm] = await readAlarms(shop);
      expect(alarm).toMatchObject({ kind: "refused", cause: "permission", closesCheckout: true });
      await probeContracts(shop);
      expect(await isPaymentAvailable(shop)).toBe(false);
      await simulation.control("DELETE", "/control/faults");
      shop.advance(20_000);
      await probeContracts(shop);
      expect(await readAlarms(shop)).toEqual([]);
      expect(await tryToBuy(shop)).toMatchObject({ ok: true });
    },
  );

  test("is tried by one of several instances at a time", async () => {
    const simulation = await refused("keys");
    simulation.shop.advance(20_000);
    const asked = simulation.asked.length;
    await Promise.all([simulation.shop, secondInstance(simulation, { kind: "keys" })].map(probeContracts));
    expect(simulation.asked.length - asked).toBe(1);
  });
});

test("a stranger who posts a thousand forged notices closes nothing", async () => {
  const simulation = await openSimulation({ kind: "keys" });
  const { shop } = simulation;
  const { appId } = simulation.emulator.merchant;
  const body = Buffer.from(`notify_type=trade_status_sync&notify_id=1&app_id=${appId}&sign_type=RSA2&sign=AAAA&out_trade_no=1&trade_no=2`);
  for (let count = 0; count < 1_000; count++)
    await receiveNotification(shop, { body, contentType: "application/x-www-form-urlencoded", remoteIp: "203.0.113.9" });
  expect(await shop.db.contractStanding.count()).toBe(0);
  expect(await tryToBuy(shop)).toMatchObject({ ok: true });
});

test("a notice that verifies shows that Alipay's key is right, and not that ours is", async () => {
  const simulation = await openSimulation({ kind: "keys" });
  const { shop } = simulation;
  const order = await anOrderAtTheCashier(simulation);
  await setFaults(simulation, [{ fault: "wrong-signature", match: { channel: "openapi" }, times: "always" }]);
  for (let count = 0; count < 2; count++) await anOrderAtTheCashier(simulation);
  await letTimePass(simulation, 15_000);
  expect(await isPaymentAvailable(shop)).toBe(false);
  await pay(simulation, order);
  await simulation.emulator.deliverDue();
  expect(await statusOf(simulation, order)).toBe("PAID");
  expect(await isPaymentAvailable(shop)).toBe(true);

  await setFaults(simulation, [{ fault: "refuse", code: "isv.invalid-signature", match: { channel: "openapi" }, times: "always" }]);
  const late = await anOrderAtTheCashier(simulation);
  for (let minute = 0; minute < 4; minute++) await letTimePass(simulation, MINUTE_MS);
  expect(await isPaymentAvailable(shop)).toBe(false);
  await pay(simulation, late);
  await simulation.emulator.deliverDue();
  expect(await statusOf(simulation, late)).toBe("PAID");
  expect(await isPaymentAvailable(shop)).toBe(false);
});

test.each(["reset", "http-error", "garbage", "system-error"])(
  "a gateway that is down (%s) is no refusal of the contract",
  async (fault) => {
    const simulation = await openSimulation({ kind: "keys" });
    await setFaults(simulation, [{ fault, times: "always", match: { channel: "openapi" } }]);
    for (let count = 0; count < 3; count++) await anOrderAtTheCashier(simulation);
    await letTimePass(simulation, 15_000);
    await letTimePass(simulation, 30_000);
    expect(await simulation.shop.db.contractStanding.findMany()).toEqual([]);
  },
);

test("keys that have verified before are not doubted for a moment's fault of the gateway", async () => {
  const simulation = await openSimulation({ kind: "keys" });
  const { shop } = simulation;
  await anOrderAtTheCashier(simulation);
  await letTimePass(simulation, 15_000);
  await setFaults(simulation, [{ fault: "wrong-signature", times: "always", match: { channel: "openapi" } }]);
  for (let count = 0; count < 4; count++) await anOrderAtTheCashier(simulation);
  await letTimePass(simulation, 15_000);
  expect(await isPaymentAvailable(shop)).toBe(true);
  await letTimePass(simulation, MINUTE_MS);
  await letTimePass(simulation, MINUTE_MS);
  expect(await isPaymentAvailable(shop)).toBe(false);
});

test("an app that has no bill or no refunds in its contract goes on selling", async () => {
  const simulation = await openSimulation({ kind: "keys" });
  const { shop } = simulation;
  const methods = ["alipay.data.dataservice.bill.downloadurl.query", "alipay.trade.refund", "alipay.trade.fastpay.refund.query"];
  const refusal = { fault: "refuse", code: "isv.insufficient-isv-permissions", times: "always" };
  await setFaults(
    simulation,
    methods.map((service) => ({ ...refusal, match: { channel: "openapi", service } })),
  );
  const { current } = shop.gateways;
  for (let count = 0; count < 5; count++) {
    await current.fetchBill("2026-11-21");
    const refund = { outTradeNo: "T1", tradeNo: "2026112200000001", outRequestNo: "R12345", amountFen: 1, totalFen: 1, reason: "" };
    await current.refund({ ...refund, notifyUrl: "http://127.0.0.1:3000/n", requestedAt: shop.now() });
    await current.queryRefund(refund);
  }
  expect(await readAlarms(shop)).toEqual([]);
});

test("a wrong key of MAPI alone is told to the owner, while notices still say who has paid", async () => {
  const configured = (merchant: Merchant) => ({ ...merchant, mapiPublicKey: other.mapiPublicKey });
  const simulation = await openSimulation({ kind: "0001", configured });
  const orders = [];
  for (let count = 0; count < 3; count++) orders.push(await anOrderAtTheCashier(simulation));
  await setFaults(simulation, [{ fault: "lose-notification", times: "always" }]);
  for (const order of orders) await pay(simulation, order);
  await letTimePass(simulation, 15_000);
  expect(await readAlarms(simulation.shop)).toMatchObject([{ door: "mapi", kind: "unverified", closesCheckout: false }]);
  expect(await tryToBuy(simulation.shop)).toMatchObject({ ok: true });
});

test("two instances count together, raise one alarm, and both hear of its end", async () => {
  const simulation = await openSimulation({ kind: "keys", configured: WRONG.keys });
  const { shop } = simulation;
  const second = secondInstance(simulation, { kind: "keys", configured: WRONG.keys });
  const error = vi.spyOn(shop.log, "error");
  const info = vi.spyOn(shop.log, "info");
  const told = (spy: typeof error | typeof info, words: string) => spy.mock.calls.filter((call) => String(call[1]).includes(words)).length;
  const [first, next] = [shop.gateways.current, second.gateways.current];
  for (const gateway of [first, next]) await gateway.queryTrade("1");
  expect(await isPaymentAvailable(second)).toBe(true);
  await Promise.all([first, next, first, next].map((gateway) => gateway.queryTrade("1")));
  expect([await isPaymentAvailable(shop), await isPaymentAvailable(second)]).toEqual([false, false]);
  expect(told(error, "the gateway refuses the contract")).toBe(1);

  // Alipay's side changes to the key that the owner has: here, an answer signed with it.
  await Promise.all([shop, second].map((one) => noteWord(one, one.gateways.current, { door: "openapi", kind: "verified" })));
  expect([await isPaymentAvailable(shop), await isPaymentAvailable(second)]).toEqual([true, true]);
  expect(told(info, "takes the contract again")).toBe(1);
});

test("an instance whose clock was an hour ahead and is set right hears of the end of an alarm at once, not an hour later", async () => {
  const simulation = await openSimulation({ kind: "keys" });
  const { shop } = simulation;
  // A process has connections of its own, and remembers by itself what it has written down.
  const second: Shop = { ...secondInstance(simulation, { kind: "keys" }), pool: Object.create(shop.pool) };
  const hear = (one: Shop, word: Parameters<typeof noteWord>[2]) => noteWord(one, one.gateways.current, word);
  shop.advance(60 * MINUTE_MS);
  await hear(shop, { door: "openapi", kind: "verified" });
  shop.advance(-60 * MINUTE_MS);
  for (let count = 0; count < 3; count++) {
    await hear(second, { door: "openapi", kind: "refused", code: "isv.invalid-signature", evidence: "" });
    shop.advance(MINUTE_MS);
  }
  expect(await isPaymentAvailable(shop)).toBe(false);
  await hear(shop, { door: "openapi", kind: "verified" });
  expect(await isPaymentAvailable(shop)).toBe(true);
});
