import { createHmac } from "node:crypto";
import { describe, expect, test } from "vitest";
import { type Outside, type OutsidePost, outside } from "@/lib/server/outside";
import { takeDue } from "@/lib/shop/due/review-due";
import { ACCESS, aChannel, robotServices, SECRET, tellDue, wayTo } from "@/test/alert-services";
import { only } from "@/test/only";
import { aReceiver } from "@/test/receiver";
import { aPaidOrder } from "@/test/refund-shop";
import { MINUTE_MS, type TestShop, testShop } from "@/test/test-shop";
import type { ChannelAccess } from "./channels/channel";
import { dueChannels } from "./due-channels";
import { endOldAlerts } from "./end-alerts";
import { listAlerts, readAlertTrouble } from "./list-alerts";
import { resendAlert } from "./resend-alert";

const SECOND_MS = 1_000;

const rows = (shop: TestShop) => shop.db.alert.findMany({ orderBy: { id: "asc" } });
const hook = (url: string): ChannelAccess => ({ kind: "webhook", url, secret: SECRET });

describe("the owner's own program", () => {
  test("can tell that the message is from the shop, and what it says", async () => {
    const shop = await testShop({ alertsToLoopback: true });
    const receiver = await aReceiver();
    await aChannel(shop, hook(`${receiver.url}/hook`));
    const order = await aPaidOrder(shop, { quantity: 2 });
    await tellDue(shop, outside({ toLoopback: true }));
    const { headers, body, path } = only(receiver.received);
    const timestamp = String(headers["x-xiaopu-timestamp"]);
    expect(Number(timestamp)).toBe(shop.now().getTime() / 1000);
    expect(headers["x-xiaopu-signature"]).toBe(`v1=${createHmac("sha256", SECRET).update(`${timestamp}.${body}`).digest("hex")}`);
    expect(path).toBe("/hook");
    const { id } = only(await rows(shop));
    expect(JSON.parse(body)).toEqual({
      ...{ version: 1, shop: shop.config.shopUrl, sentAt: shop.now().toISOString() },
      alerts: [
        {
          ...{ id: String(id), event: "order_paid", title: `${order.no} 新订单`, orderNo: order.no, amountFen: 3960, note: "" },
          ...{
            goods: [{ name: "龙井茶", quantity: 2 }],
            url: `${shop.config.shopUrl}/admin/orders/${order.no}`,
            at: shop.now().toISOString(),
          },
        },
      ],
    });
  });

  test("on the shop's own machine is reached by a demonstration alone", async () => {
    const receiver = await aReceiver();
    const demo = await testShop({ alertsToLoopback: true });
    await aChannel(demo, hook(receiver.url));
    await aPaidOrder(demo);
    const real = { ...demo, config: { ...demo.config, alertsToLoopback: false } };
    await tellDue(real, outside({ toLoopback: real.config.alertsToLoopback }));
    expect(receiver.received).toEqual([]);
    expect(await rows(demo)).toMatchObject([{ status: "waiting", problem: "not_public" }]);
    await expect(aChannel(real, hook(receiver.url))).rejects.toThrow("not_https");
    await expect(aChannel(demo, hook("http://10.0.0.1/"))).rejects.toThrow("not_https");
  });

  test("was down for ten minutes: the alert arrives afterwards, once", async () => {
    const shop = await testShop({ alertsToLoopback: true });
    const receiver = await aReceiver(() => ({ status: 503 }));
    const service = await robotServices(shop.now);
    await aChannel(shop, hook(receiver.url));
    await aChannel(shop, ACCESS.dingtalk);
    const order = await aPaidOrder(shop);
    const way = wayTo(service);
    for (let passed = 0; passed < 10 * 60; passed += 5) {
      await tellDue(shop, way);
      shop.advance(5 * SECOND_MS);
    }
    expect(receiver.received).toHaveLength(4);
    receiver.answer = () => ({});
    for (let passed = 0; passed < 2 * 3600; passed += 60) {
      await tellDue(shop, way);
      shop.advance(MINUTE_MS);
    }
    expect(receiver.received).toHaveLength(5);
    expect(service.received.filter(({ body }) => body.includes(order.no))).toHaveLength(1);
    expect((await listAlerts(shop)).alerts).toMatchObject(Array(2).fill({ status: "sent", head: order.no, problem: null }));
  });

  test("will not take one message: it alone waits, and what comes after it is told at once", async () => {
    const shop = await testShop({ alertsToLoopback: true });
    const receiver = await aReceiver(() => ({ status: 422 }));
    await aChannel(shop, hook(receiver.url));
    const refused = await aPaidOrder(shop);
    const way = outside({ toLoopback: true });
    await tellDue(shop, way);
    receiver.answer = ({ body }) => ({ status: body.includes(refused.no) ? 422 : 200 });
    shop.advance(2 * SECOND_MS);
    const { no } = await aPaidOrder(shop);
    await tellDue(shop, way);
    const last = receiver.received.at(-1)?.body ?? "";
    expect([last.includes(no), last.includes(refused.no)]).toEqual([true, false]);
    expect(await rows(shop)).toMatchObject([{ status: "waiting" }, { status: "sent" }]);
  });

  test("says for ever that it was told too much at once: it is asked less and less, though it says that it may be asked at once", async () => {
    const shop = await testShop({ alertsToLoopback: true });
    const receiver = await aReceiver(() => ({ status: 429, headers: { "retry-after": "0" } }));
    await aChannel(shop, hook(receiver.url));
    await aPaidOrder(shop);
    const way = outside({ toLoopback: true });
    for (let passed = 0; passed < 10 * 60; passed++) {
      await tellDue(shop, way);
      shop.advance(SECOND_MS);
    }
    expect(receiver.received.length).toBeLessThan(130);
    expect(only(await rows(shop))).toMatchObject({ status: "waiting", problem: "busy 429" });
    expect(only(await rows(shop)).tries).toBeGreaterThan(2);
  });

  test.each(["webhook", "wecom"] as const)("by %s asks for a day's rest: it has an hour", async (kind) => {
    const shop = await testShop({ alertsToLoopback: true });
    const receiver = await aReceiver(() => ({ status: 429, headers: { "retry-after": "99999" } }));
    const post = outside({ toLoopback: true }).post;
    const way = { post: (_url: URL, request: OutsidePost) => post(new URL(receiver.url), request) };
    await aChannel(shop, kind === "webhook" ? hook(receiver.url) : ACCESS.wecom);
    await aPaidOrder(shop);
    await tellDue(shop, way as Outside);
    shop.advance(60 * MINUTE_MS - SECOND_MS);
    await tellDue(shop, way as Outside);
    expect(receiver.received).toHaveLength(1);
    shop.advance(SECOND_MS);
    await tellDue(shop, way as Outside);
    expect(receiver.received).toHaveLength(2);
  });

  test("stays down: what it was told is given up after a day, and the owner sees it", async () => {
    const shop = await testShop({ alertsToLoopback: true });
    const receiver = await aReceiver(() => ({ status: 500 }));
    await aChannel(shop, hook(receiver.url));
    await aPaidOrder(shop);
    const way = outside({ toLoopback: true });
    for (let passed = 0; passed < 24 * 60; passed += 10) {
      await tellDue(shop, way);
      await endOldAlerts(shop);
      shop.advance(10 * MINUTE_MS);
    }
    const tries = receiver.received.length;
    expect(tries).toBeGreaterThan(20);
    expect(await rows(shop)).toMatchObject([{ status: "waiting", tries }]);
    await endOldAlerts(shop);
    expect(await rows(shop)).toMatchObject([{ status: "failed", dueAt: null, problem: "refused 500", endedAt: shop.now() }]);
    expect(await readAlertTrouble(shop)).toMatchObject({ failed: 1 });
    receiver.answer = () => ({});
    const { id } = only(await rows(shop));
    await resendAlert(shop, id);
    await tellDue(shop, way);
    expect(await rows(shop)).toMatchObject([{ status: "sent" }]);
  });
});

describe("workers", () => {
  test("two at once send each alert once", async () => {
    const shop = await testShop({ alertsToLoopback: true });
    const receiver = await aReceiver();
    for (let n = 0; n < 3; n++) await aChannel(shop, hook(`${receiver.url}/${n}`));
    const numbers: string[] = [];
    for (let n = 0; n < 5; n++) numbers.push((await aPaidOrder(shop)).no);
    const way = outside({ toLoopback: true });
    await Promise.all([tellDue(shop, way), tellDue(shop, way), tellDue(shop, way)]);
    for (const no of numbers) expect(receiver.received.filter(({ body }) => body.includes(no))).toHaveLength(3);
  });

  test("one dies between sending and writing that down: at most a repeat, under the same number", async () => {
    const shop = await testShop({ alertsToLoopback: true });
    const receiver = await aReceiver();
    await aChannel(shop, hook(receiver.url));
    await aPaidOrder(shop);
    const way = outside({ toLoopback: true });
    const dying = dueChannels({ ...way, post: (url, request) => way.post(url, request).then(() => new Promise(() => {})) });
    const [taken] = await takeDue(shop, dying, 1);
    void dying.review(shop, taken?.key ?? "");
    await expect.poll(() => receiver.received.length).toBe(1);
    await tellDue(shop, way);
    expect(receiver.received).toHaveLength(1);
    shop.advance(MINUTE_MS);
    await tellDue(shop, way);
    expect(receiver.received).toHaveLength(2);
    const ids = receiver.received.map(({ body }) => JSON.parse(body).alerts[0].id);
    expect(ids[0]).toBe(ids[1]);
    expect(await rows(shop)).toMatchObject([{ status: "sent" }]);
  });

  test("a dead receiver delays no other", async () => {
    const shop = await testShop({ alertsToLoopback: true });
    const [dead, well] = [await aReceiver(() => "silence"), await aReceiver()];
    for (let n = 0; n < 5; n++) await aChannel(shop, hook(`${dead.url}/${n}`));
    await aChannel(shop, hook(well.url));
    await aPaidOrder(shop);
    const way = outside({ toLoopback: true, patienceMs: 1_500 });
    const all = tellDue(shop, way);
    await expect.poll(() => well.received.length).toBe(1);
    expect((await rows(shop)).filter(({ tries, status }) => status === "waiting" && tries > 0)).toEqual([]);
    await all;
    expect((await rows(shop)).map(({ status }) => status).sort()).toEqual([...Array(1).fill("sent"), ...Array(5).fill("waiting")]);
  });
});
