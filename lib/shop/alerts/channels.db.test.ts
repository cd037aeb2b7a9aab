import { describe, expect, test } from "vitest";
import { sweep } from "@/lib/shop/assembly/sweep";
import { checkInvariants } from "@/lib/shop/invariants/check-invariants";
import { ACCESS, aChannel, robotServices, SECRET, tellDue, wayTo } from "@/test/alert-services";
import { actingAs } from "@/test/owner-access";
import { aPaidOrder } from "@/test/refund-shop";
import { MINUTE_MS, type TestShop, testShop } from "@/test/test-shop";
import { sealKeptChannels } from "./channels/access";
import { changeEvents, deleteChannel, eventsStamp, setPaused } from "./channels/save-channel";
import { endOldAlerts } from "./end-alerts";
import { listChannels, readAlertTrouble } from "./list-alerts";
import { queueAlert } from "./outbox/queue-alerts";
import { testChannel } from "./test-channel";

const HOUR_MS = 60 * MINUTE_MS;
const NOWHERE = { post: () => Promise.reject(new Error("nobody sends")), connect: () => Promise.reject(new Error("nobody sends")) };

const rows = (shop: TestShop) => shop.db.alert.findMany({ orderBy: { id: "asc" } });

describe("channels", () => {
  test("what opens one is sealed, shown nowhere, and opens for no other row", async () => {
    const shop = await testShop();
    const id = await aChannel(shop, ACCESS.dingtalk);
    const other = await aChannel(shop, ACCESS.dingtalk);
    const kept = JSON.stringify(await shop.db.$queryRaw`SELECT to_jsonb(c) AS row FROM alert_channels c`);
    for (const secret of [ACCESS.dingtalk.token, SECRET]) expect(kept).not.toContain(secret);
    expect(await listChannels(shop)).toMatchObject(Array(2).fill({ kind: "dingtalk", target: "…cdef" }));
    const { sealed } = await shop.db.alertChannel.findUniqueOrThrow({ where: { id: other } });
    await shop.db.alertChannel.update({ where: { id }, data: { sealed } });
    expect(await testChannel(shop, id, NOWHERE)).toEqual({ ok: false, reason: "not_sent", problem: "locked" });
  });

  test("a deleted one takes along what waits for it, and what is gone can be told of no more", async () => {
    const shop = await testShop();
    const service = await robotServices(shop.now);
    const [gone, stays] = [await aChannel(shop, ACCESS.wecom), await aChannel(shop, ACCESS.feishu, { events: ["low_stock"] })];
    await aPaidOrder(shop);
    await deleteChannel(shop, gone);
    expect(await rows(shop)).toEqual([]);
    expect(await deleteChannel(shop, gone)).toEqual({ ok: false, reason: "gone" });
    await shop.db.alert.create({
      data: {
        channelId: stays,
        event: "low_stock",
        subject: "999:0",
        about: "999",
        dueAt: shop.now(),
        waitingSince: shop.now(),
        createdAt: shop.now(),
      },
    });
    await tellDue(shop, wayTo(service));
    expect(service.received).toEqual([]);
    expect(await rows(shop)).toMatchObject([{ status: "failed", problem: "gone" }]);
    expect(await readAlertTrouble(shop)).toEqual({ stopped: [], failed: 0 });
  });

  test("one that is paused keeps what waited, and goes on where it was", async () => {
    const shop = await testShop();
    const service = await robotServices(shop.now);
    const id = await aChannel(shop, ACCESS.wecom);
    await aPaidOrder(shop);
    await setPaused(shop, id, true);
    await tellDue(shop, wayTo(service));
    expect(service.received).toEqual([]);
    await setPaused(shop, id, false);
    await tellDue(shop, wayTo(service));
    expect(service.received).toHaveLength(1);
    const stale = eventsStamp(["discrepancy"]);
    expect(await changeEvents(shop, id, [], stale)).toEqual({ ok: false, reason: "moved" });
    await changeEvents(shop, id, []);
    await aPaidOrder(shop);
    expect(await rows(shop)).toHaveLength(1);
  });

  test("outlive a change of the shop's secret, if it was started once with both", async () => {
    const shop = await testShop();
    const service = await robotServices(shop.now);
    const id = await aChannel(shop, ACCESS.dingtalk);
    const both = { ...shop, sealing: ["a new secret", ...shop.sealing] };
    await sealKeptChannels(both);
    expect(await testChannel({ ...shop, sealing: ["a new secret"] }, id, wayTo(service))).toEqual({ ok: true });
    expect(await testChannel(shop, id, NOWHERE)).toMatchObject({ problem: "locked" });
  });

  test("the checker sees an alert that nobody ends", async () => {
    const shop = await testShop();
    await setPaused(shop, await aChannel(shop, ACCESS.wecom), false);
    await aPaidOrder(shop);
    shop.advance(24 * HOUR_MS + 31 * MINUTE_MS);
    const broken = (await checkInvariants(shop)).broken.filter(({ code }) => code === "overdue");
    expect(broken).toMatchObject([{ count: 1, examples: [{ table: "alerts" }] }]);
    await endOldAlerts(shop);
    expect((await checkInvariants(shop)).broken).toEqual([]);
  });

  test("ten are enough", async () => {
    const shop = await testShop();
    for (let n = 0; n < 10; n++) await aChannel(shop, ACCESS.wecom);
    await expect(aChannel(shop, ACCESS.wecom)).rejects.toThrow("too_many");
  });
});

test("a month later what was sent is gone, and what waits is not", async () => {
  const shop = await testShop();
  const service = await robotServices(shop.now);
  await aChannel(shop, ACCESS.wecom);
  await aPaidOrder(shop);
  await tellDue(shop, wayTo(service));
  shop.advance(30 * 24 * HOUR_MS);
  await aPaidOrder(shop);
  await sweep(shop);
  expect(await rows(shop)).toHaveLength(2);
  shop.advance(1);
  await sweep(shop);
  expect(await rows(shop)).toMatchObject([{ status: "waiting" }]);
});

test("an order that is paid while the owner deletes the channel leaves no alert that nobody can send", async () => {
  const shop = actingAs(await testShop(), 7);
  const id = await aChannel(shop, ACCESS.wecom);
  await shop.db.$transaction(async (tx) => {
    await queueAlert(tx, "order_paid", { subject: "s", about: "a" }, shop.now());
    expect(await deleteChannel(shop, id)).toEqual({ ok: true });
  });
  expect(await shop.db.alert.count()).toBe(1);
  await endOldAlerts(shop);
  expect(await shop.db.alert.count()).toBe(0);
  expect(await readAlertTrouble(shop)).toMatchObject({ failed: 0 });
});
