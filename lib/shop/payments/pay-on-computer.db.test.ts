import { describe, expect, test } from "vitest";
import { linkNamed, openPhone } from "@/emulator/testing/test-phone";
import type { Screen } from "@/lib/shop/orders/placed-order";
import { beginWithOrder } from "@/lib/shop/payments/begin-payment";
import { type ContractKind, changeContract, openSimulation, type Simulation } from "@/test/simulation";
import { anOrder, MINUTE_MS, type TestOrder } from "@/test/test-shop";
import { receiveReturn } from "./receive-return";
import { startBegun, startPayment } from "./start-payment";

const CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/149.0 Safari/537.36";
const LOGIN = { account: "buyer1@example.com", password: "111111" };
const PAGE_PAY = "alipay.trade.page.pay";
const WAP_PAY = "alipay.trade.wap.pay";

type Buyer = { simulation: Simulation; order: TestOrder };

async function aBuyer(kind: ContractKind = "keys", computerPage = true): Promise<Buyer> {
  const simulation = await openSimulation({ kind, computerPage });
  return { simulation, order: await anOrder(simulation.shop) };
}

/** The buyer taps 立即付款 on that screen: the address of Alipay's, or why not. A minute has passed since the time before. */
async function tap({ simulation, order }: Buyer, screen: Screen): Promise<URL | string> {
  simulation.shop.advance(MINUTE_MS);
  const started = await startPayment(simulation.shop, order.orderId, { screen });
  return started.ok ? new URL(started.redirectUrl) : started.reason;
}

/** On which page of Alipay's that is, and under which number. */
function pageOf(address: URL | string) {
  if (typeof address === "string") throw new Error(`refused: ${address}`);
  const { searchParams } = address;
  return { method: searchParams.get("method"), outTradeNo: JSON.parse(searchParams.get("biz_content") ?? "{}").out_trade_no as string };
}

const browserOf = ({ simulation: { emulator } }: Buyer, screen: Screen) =>
  openPhone(emulator, screen === "computer" ? { userAgent: CHROME } : {});

/** There the buyer logs in, so that the trade begins; `confirm` types the password. */
async function logIn(buyer: Buyer, screen: Screen, address: URL | string) {
  const browser = browserOf(buyer, screen);
  const page = await browser.fillIn(await browser.go(String(address)), LOGIN);
  return { confirm: () => browser.fillIn(page, { password: LOGIN.password }) };
}

const statusOf = async ({ simulation: { shop }, order }: Buyer) =>
  (await shop.db.order.findUniqueOrThrow({ where: { id: order.orderId } })).status;
const attemptsOf = ({ simulation: { shop }, order }: Buyer) =>
  shop.db.paymentAttempt.findMany({
    where: { orderId: order.orderId },
    orderBy: { createdAt: "asc" },
    select: { screen: true, status: true, startedAt: true },
  });
const standings = async ({ simulation }: Buyer) => (await simulation.trades()).map(({ standing }) => standing).sort();

/** What each of these tests ends with: the money came once, for the order. */
async function expectPaidOnce(buyer: Buyer): Promise<void> {
  await buyer.simulation.emulator.deliverDue();
  expect(await statusOf(buyer)).toBe("PAID");
  expect(await buyer.simulation.shop.db.payment.findMany()).toMatchObject([{ amountFen: buyer.order.totalFen, disposition: "settled" }]);
  expect(await buyer.simulation.shop.db.discrepancy.count()).toBe(0);
}

describe("a buyer at a computer", () => {
  test.each(["keys", "certificates"] as const)("pays there at once and comes back, with %s", async (kind) => {
    const buyer = await aBuyer(kind);
    const address = await tap(buyer, "computer");
    expect(pageOf(address)).toEqual({ method: PAGE_PAY, outTradeNo: buyer.order.outTradeNo });
    const done = await (await logIn(buyer, "computer", address)).confirm();
    const back = new URL(linkNamed(done, "返回商家") ?? "");
    expect(back.searchParams.get("method")).toBe("alipay.trade.page.pay.return");
    expect(await receiveReturn(buyer.simulation.shop, back.search, buyer.order.buyerId)).toMatchObject({ no: buyer.order.no });
    expect(await attemptsOf(buyer)).toMatchObject([{ screen: "computer", status: "PAID" }]);
    await expectPaidOnce(buyer);
  });

  test("who goes to pay again is on the same page under the same number, before and after logging in there", async () => {
    const buyer = await aBuyer();
    const first = await tap(buyer, "computer");
    const again = await tap(buyer, "computer");
    expect(pageOf(again)).toEqual(pageOf(first));
    await logIn(buyer, "computer", again);
    const once = await tap(buyer, "computer");
    expect(pageOf(once)).toEqual(pageOf(first));
    await (await logIn(buyer, "computer", once)).confirm();
    await expectPaidOnce(buyer);
  });

  test("whose order begins with its payment is on that page from the form on", async () => {
    const buyer = await aBuyer();
    const { shop } = buyer.simulation;
    const { screen, subject, expiresInMinutes } = beginWithOrder(shop, null, "computer")({ no: buyer.order.no, at: shop.now() });
    const { outTradeNo, totalFen: amountFen } = buyer.order;
    const begun = { outTradeNo, amountFen, subject, screen, expiresInMinutes, contract: shop.gateways.current.contract, at: shop.now() };
    const started = await startBegun(shop, buyer.order, begun);
    expect(pageOf(started.ok ? new URL(started.redirectUrl) : started.reason)).toEqual({ method: PAGE_PAY, outTradeNo });
  });

  test.each([
    ["MD5", true],
    ["keys", false],
  ] as const)("is sent nowhere under a contract without such a page (%s), and nothing is begun", async (kind, computerPage) => {
    const buyer = await aBuyer(kind, computerPage);
    expect(buyer.simulation.shop.gateways.current.hasComputerPage).toBe(false);
    expect(await tap(buyer, "computer")).toBe("on_phone");
    expect(await attemptsOf(buyer)).toMatchObject([{ screen: "phone", status: "OPEN", startedAt: null }]);
  });
});

describe("a buyer who changes the screen", () => {
  test("from a phone on which the cashier was only opened is told to go on there, and does", async () => {
    const buyer = await aBuyer();
    const onPhone = await tap(buyer, "phone");
    const before = await attemptsOf(buyer);
    expect(await tap(buyer, "computer")).toBe("on_phone");
    expect(await attemptsOf(buyer)).toEqual(before);
    expect(pageOf(await tap(buyer, "phone"))).toEqual(pageOf(onPhone));
    await (await logIn(buyer, "phone", onPhone)).confirm();
    await expectPaidOnce(buyer);
  });

  test("from a phone on which they had logged in pays at the computer, after the trade of the phone was closed", async () => {
    const buyer = await aBuyer();
    const phone = await logIn(buyer, "phone", await tap(buyer, "phone"));
    const address = await tap(buyer, "computer");
    expect(pageOf(address).method).toBe(PAGE_PAY);
    expect(await attemptsOf(buyer)).toMatchObject([
      { screen: "phone", status: "CLOSED" },
      { screen: "computer", status: "OPEN" },
    ]);
    await phone.confirm();
    await (await logIn(buyer, "computer", address)).confirm();
    expect(await standings(buyer)).toEqual(["closed", "paid"]);
    await expectPaidOnce(buyer);
  });

  test("and whose press is refused for its sum keeps the payment on the other screen", async () => {
    const buyer = await aBuyer();
    const { simulation, order } = buyer;
    const phone = await logIn(buyer, "phone", await tap(buyer, "phone"));
    simulation.shop.advance(MINUTE_MS);
    const pressed = { screen: "computer", seenFen: order.totalFen - 1 } as const;
    expect(await startPayment(simulation.shop, order.orderId, pressed)).toMatchObject({ reason: "sum_changed" });
    expect(await attemptsOf(buyer)).toMatchObject([{ screen: "phone", status: "OPEN" }]);
    await phone.confirm();
    await expectPaidOnce(buyer);
  });

  test("from a phone on which they have paid a moment before is told so", async () => {
    const buyer = await aBuyer();
    await (await logIn(buyer, "phone", await tap(buyer, "phone"))).confirm();
    expect(await tap(buyer, "computer")).toBe("paid");
    await expectPaidOnce(buyer);
  });

  test("from a computer on which the page was only opened goes on with that page on the phone", async () => {
    const buyer = await aBuyer();
    const first = pageOf(await tap(buyer, "computer"));
    const address = await tap(buyer, "phone");
    expect(pageOf(address)).toEqual(first);
    await (await logIn(buyer, "phone", address)).confirm();
    await expectPaidOnce(buyer);
    expect(await attemptsOf(buyer)).toMatchObject([{ screen: "computer", status: "PAID" }]);
  });

  test("from a computer on which they had logged in pays on the phone's page, after that trade was closed", async () => {
    const buyer = await aBuyer();
    await logIn(buyer, "computer", await tap(buyer, "computer"));
    const address = await tap(buyer, "phone");
    expect(pageOf(address).method).toBe(WAP_PAY);
    await (await logIn(buyer, "phone", address)).confirm();
    expect(await standings(buyer)).toEqual(["closed", "paid"]);
    await expectPaidOnce(buyer);
  });

  test("or has both at once has one attempt, and Alipay one trade", async () => {
    const buyer = await aBuyer();
    const { shop } = buyer.simulation;
    const taps = ["phone", "computer", "phone", "computer"] as const;
    const started = await Promise.all(taps.map((screen) => startPayment(shop, buyer.order.orderId, { screen })));
    const pages = started.map((one) => (one.ok ? pageOf(new URL(one.redirectUrl)).method : one.reason));
    expect([[PAGE_PAY], [WAP_PAY, "on_phone"]]).toContainEqual([...new Set(pages)]);
    expect(await attemptsOf(buyer)).toHaveLength(1);
    await (await logIn(buyer, "phone", await tap(buyer, "phone"))).confirm();
    await expectPaidOnce(buyer);
  });
});

describe("when the contract changes", () => {
  test("an owner who switches the page off meanwhile has nobody sent to the other one under the same number", async () => {
    const buyer = await aBuyer();
    await tap(buyer, "computer");
    await changeContract(buyer.simulation, { kind: "keys", previous: null });
    for (const screen of ["phone", "computer"] as const) expect(await tap(buyer, screen)).toBe("confirming");
    await buyer.simulation.control("POST", `/control/trades/${buyer.order.outTradeNo}/pay`, {});
    await expectPaidOnce(buyer);
  });

  test("and what waits at that page is closed there, so that a phone pays", async () => {
    const buyer = await aBuyer();
    await logIn(buyer, "computer", await tap(buyer, "computer"));
    await changeContract(buyer.simulation, { kind: "keys", previous: null });
    const address = await tap(buyer, "phone");
    expect(pageOf(address).method).toBe(WAP_PAY);
    await (await logIn(buyer, "phone", address)).confirm();
    await expectPaidOnce(buyer);
  });

  test("what was begun on a phone under the token protocol goes on there, or is closed there and paid at the computer", async () => {
    const buyer = await aBuyer("MD5", false);
    const onPhone = await tap(buyer, "phone");
    await changeContract(buyer.simulation, { kind: "keys", previous: "MD5", computerPage: true });
    expect(await tap(buyer, "computer")).toBe("on_phone");
    await logIn(buyer, "phone", onPhone);
    const address = await tap(buyer, "computer");
    expect(pageOf(address).method).toBe(PAGE_PAY);
    await (await logIn(buyer, "computer", address)).confirm();
    expect(await standings(buyer)).toEqual(["closed", "paid"]);
    await expectPaidOnce(buyer);
  });
});
