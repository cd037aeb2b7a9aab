import { expect, test } from "vitest";
import { openPhone } from "@/emulator/testing/test-phone";
import { openSimulation } from "@/test/simulation";
import { anOrder, MINUTE_MS } from "@/test/test-shop";
import { startPayment } from "./start-payment";

const COMPUTER = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/149.0 Safari/537.36";
const LOGIN = { account: "buyer1@example.com", password: "111111" };

async function aBuyerAtADesk(kind: "keys" | "certificates" | "MD5") {
  const simulation = await openSimulation({ kind });
  const order = await anOrder(simulation.shop);
  const send = async (screen: "phone" | "computer") => {
    const started = await startPayment(simulation.shop, order.orderId, screen);
    if (!started.ok) throw new Error(started.reason);
    return started.redirectUrl;
  };
  return { ...simulation, order, send, computer: openPhone(simulation.emulator, { userAgent: COMPUTER }) };
}

test.each(["keys", "certificates"] as const)(
  "a buyer at a computer pays there at once, and the order is paid once, with %s",
  async (kind) => {
    const { shop, emulator, answers, order, send, computer } = await aBuyerAtADesk(kind);
    const confirm = await computer.fillIn(await computer.go(await send("computer")), LOGIN);
    await computer.fillIn(confirm, { password: "111111" });
    await emulator.deliverDue();
    expect(answers).toEqual(["success"]);
    expect(await shop.db.order.findUniqueOrThrow({ where: { id: order.orderId } })).toMatchObject({ status: "PAID" });
    expect(await shop.db.payment.findMany()).toMatchObject([
      { outTradeNo: order.outTradeNo, amountFen: order.totalFen, disposition: "settled" },
    ]);
  },
);

test("a buyer who begins at the computer and goes on with the phone, as with two tabs, pays one attempt once", async () => {
  const { shop, emulator, trades, order, send, computer } = await aBuyerAtADesk("keys");
  const atDesk = await computer.fillIn(await computer.go(await send("computer")), LOGIN);
  shop.advance(MINUTE_MS);
  const phone = openPhone(emulator);
  const inHand = await phone.fillIn(await phone.go(await send("phone")), LOGIN);
  await phone.fillIn(inHand, { password: "111111" });
  await computer.fillIn(atDesk, { password: "111111" });
  await emulator.deliverDue();
  expect(await shop.db.paymentAttempt.count({ where: { orderId: order.orderId } })).toBe(1);
  expect(await trades()).toMatchObject([{ standing: "paid", refund_fee: "0.00" }]);
  expect(await shop.db.payment.count()).toBe(1);
});

test("under a contract without a page for computers a buyer at a desk is sent where phones go", async () => {
  const { shop, send, computer } = await aBuyerAtADesk("MD5");
  expect(shop.gateways.current.hasComputerPage).toBe(false);
  expect((await computer.go(await send("computer"))).html).toContain("禁止非手机访问");
});
