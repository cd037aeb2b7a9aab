import { expect, test } from "vitest";
import { explainBody } from "@/lib/shop/inbox/explain-body";
import { openSimulation } from "@/test/simulation";
import { anOrder } from "@/test/test-shop";
import { startPayment } from "../payments/start-payment";
import { replayDelivery } from "./replay-delivery";

test("an owner who mends what was wrong takes a refused notice once more, and the order is paid, once", async () => {
  const simulation = await openSimulation({ kind: "MD5" });
  const { shop } = simulation;
  const order = await anOrder(shop);
  await startPayment(shop, order.orderId);
  const services = ["notify_verify", "single_trade_query"];
  await simulation.control(
    "POST",
    "/control/faults",
    services.map((service) => ({ fault: "reset", match: { service }, times: 1 })),
  );
  await simulation.control("POST", `/control/trades/${order.outTradeNo}/pay`, {});
  await simulation.emulator.deliverDue();
  const [refused] = await shop.db.notifyDelivery.findMany();
  expect(refused).toMatchObject({ verdict: "received", reason: "unconfirmed", answer: "fail" });

  expect(await replayDelivery(shop, refused?.id ?? 0n)).toEqual({ ok: true });
  expect(await shop.db.order.findUniqueOrThrow({ where: { id: order.orderId } })).toMatchObject({ status: "PAID" });
  expect(await replayDelivery(shop, refused?.id ?? 0n)).toEqual({ ok: true });
  expect(await shop.db.payment.count()).toBe(1);
  expect((await shop.db.notifyDelivery.findMany({ orderBy: { id: "asc" } })).map((row) => row.verdict)).toEqual([
    "received",
    "paid",
    "repeat",
  ]);
});

test("a forged notice stays refused however often the owner tries, and is explained in words", async () => {
  const { shop } = await openSimulation({ kind: "MD5" });
  const body = "service=alipay.wap.trade.create.direct&v=1.0&sec_id=MD5&sign=00000000000000000000000000000000&notify_data=%3Cnotify%2F%3E";
  const { id } = await shop.db.notifyDelivery.create({
    data: { protocol: "wap-token", body, bodyHash: "x", contentType: "application/x-www-form-urlencoded", verdict: "rejected" },
  });
  expect(await replayDelivery(shop, id)).toMatchObject({ ok: false, reason: "refused" });
  expect(await replayDelivery(shop, 999n)).toMatchObject({ ok: false, reason: "gone" });
  const settings = { wap: { partner: "2088000000000001", md5Key: "0".repeat(32), secId: "MD5" }, openapi: {} };
  const [why] = explainBody({ doctor: [{ protocol: "wap-token", settings }], body, protocol: "wap-token" });
  expect(why?.says.length).toBeGreaterThan(4);
});
