import { describe, expect, test } from "vitest";
import { requestRefund } from "@/lib/shop/refunds/requested/request-refund";
import { ACCESS, aChannel, robotServices, tellDue, wayTo } from "@/test/alert-services";
import { aPaidOrder } from "@/test/refund-shop";
import { MINUTE_MS, stockGoods, type TestShop, testShop } from "@/test/test-shop";
import { listChannels, readAlertTrouble } from "./list-alerts";
import { testChannel } from "./test-channel";

const SECOND_MS = 1_000;
const HOUR_MS = 60 * MINUTE_MS;

const rows = (shop: TestShop) => shop.db.alert.findMany({ orderBy: { id: "asc" } });

describe("robots of groups", () => {
  test.each(["wecom", "dingtalk", "feishu"] as const)("%s takes what it is sent, once, and reads nothing of the buyer", async (kind) => {
    const shop = await testShop();
    const service = await robotServices(shop.now);
    await aChannel(shop, ACCESS[kind]);
    const { variantId } = await stockGoods(shop, { title: "[龙井](https://evil.example)" });
    const order = await aPaidOrder(shop, { variantId });
    await requestRefund(shop, order.orderId, { reason: "我叫张三，电话 13900000000" });
    await tellDue(shop, wayTo(service));
    shop.advance(HOUR_MS);
    await tellDue(shop, wayTo(service));
    expect(service.received).toHaveLength(1);
    expect((await rows(shop)).map(({ status, tries, problem }) => ({ status, tries, problem }))).toEqual(
      Array(2).fill({ status: "sent", tries: 1, problem: null }),
    );
    const body = service.received[0]?.body;
    expect(body).toContain(order.no);
    expect(body).toContain("¥19.80");
    expect(body).not.toContain("](https://evil");
    for (const secret of ["13800000000", "13900000000", "测试收货人", "文三路", "张三"]) expect(body).not.toContain(secret);
  });

  test.each([
    ["wecom", 93000, "key 93000"],
    ["dingtalk", 310000, "signature 310000"],
    ["dingtalk", 300001, "key 300001"],
    ["feishu", 19021, "signature 19021"],
    ["feishu", 19024, "signature 19024"],
  ] as const)("%s says %i under HTTP 200: nothing is sent any more until the owner has seen to it", async (kind, code, problem) => {
    const shop = await testShop();
    const service = await robotServices(shop.now);
    const way = wayTo(service);
    const id = await aChannel(shop, ACCESS[kind], { name: "店里的群" });
    const first = await aPaidOrder(shop);
    service.faults.push(code);
    await tellDue(shop, way);
    shop.advance(HOUR_MS);
    const second = await aPaidOrder(shop);
    await tellDue(shop, way);
    expect(service.received).toHaveLength(1);
    expect(await readAlertTrouble(shop)).toEqual({ stopped: ["店里的群"], failed: 0 });
    expect(await listChannels(shop)).toMatchObject([{ status: "stopped", problem, waiting: 2 }]);
    expect(await testChannel(shop, id, way)).toEqual({ ok: true });
    await tellDue(shop, way);
    expect(await readAlertTrouble(shop)).toEqual({ stopped: [], failed: 0 });
    expect(service.received).toHaveLength(3);
    for (const { no } of [first, second]) expect(service.received[2]?.body).toContain(no);
  });

  test.each([
    ["wecom", 45009, MINUTE_MS],
    ["dingtalk", 130101, 10 * MINUTE_MS],
    ["feishu", 11232, MINUTE_MS],
  ] as const)("%s is told too much at once: it is left alone for a while, and no try is spent", async (kind, code, restMs) => {
    const shop = await testShop();
    const service = await robotServices(shop.now);
    await aChannel(shop, ACCESS[kind]);
    await aPaidOrder(shop);
    service.faults.push(code);
    await tellDue(shop, wayTo(service));
    expect(await rows(shop)).toMatchObject([{ status: "waiting", tries: 0, problem: `busy ${code}` }]);
    shop.advance(restMs - SECOND_MS);
    await aPaidOrder(shop);
    await tellDue(shop, wayTo(service));
    expect(service.received).toHaveLength(1);
    shop.advance(SECOND_MS);
    await tellDue(shop, wayTo(service));
    expect(service.received).toHaveLength(2);
    expect(await rows(shop)).toMatchObject(Array(2).fill({ status: "sent", tries: 1 }));
  });

  test("a rush of orders: no more than twenty messages a minute, and every order is told of", async () => {
    const shop = await testShop();
    const service = await robotServices(shop.now);
    await aChannel(shop, ACCESS.wecom, { events: ["order_paid"] });
    const numbers: string[] = [];
    const { variantId } = await stockGoods(shop, { stock: 100 });
    for (let second = 0; second < 60; second++) {
      numbers.push((await aPaidOrder(shop, { variantId })).no);
      await tellDue(shop, wayTo(service));
      shop.advance(SECOND_MS);
    }
    shop.advance(5 * SECOND_MS);
    await tellDue(shop, wayTo(service));
    expect(service.received.length).toBeLessThanOrEqual(20);
    for (const no of numbers) expect(service.received.filter(({ body }) => body.includes(no))).toHaveLength(1);
  });
});
