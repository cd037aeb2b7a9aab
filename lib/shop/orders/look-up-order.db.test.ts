import { expect, test } from "vitest";
import { ADDRESS, anOrder, testShop } from "@/test/test-shop";
import { lookUpOrder } from "./look-up-order";

const WRONG = "13900000000";

test("ten wrong telephone numbers from one network do not keep the buyer from the order", async () => {
  const shop = await testShop();
  const { no, orderId } = await anOrder(shop);
  for (let host = 0; host < 12; host++) await lookUpOrder(shop, { no, phone: WRONG, ip: `203.0.113.${host}` });
  expect(await lookUpOrder(shop, { no, phone: ADDRESS.phone, ip: "203.0.113.99" })).toMatchObject({ reason: "limited" });
  expect(await lookUpOrder(shop, { no, phone: ADDRESS.phone, ip: "198.51.100.7" })).toMatchObject({ ok: true, visit: { orderId } });
});

test("a stranger who tries one number after the other from one address leaves a few rows, and is answered late", async () => {
  const slowed: string[] = [];
  const shop = { ...(await testShop()), slowDown: async () => void slowed.push("late") };
  const tries = [];
  for (let n = 0; n < 60; n++)
    tries.push(await lookUpOrder(shop, { no: `20261126${String(n).padStart(8, "0")}`, phone: WRONG, ip: "203.0.113.9" }));
  expect(tries.map((one) => !one.ok && one.reason)).toEqual([...Array(10).fill("not_found"), ...Array(50).fill("limited")]);
  expect(slowed).toHaveLength(50);
  expect(await shop.db.rateLimit.count()).toBeLessThanOrEqual(21);
});

test("too many tries sound alike for an order that is there and for one that is not", async () => {
  const shop = await testShop();
  const { no } = await anOrder(shop);
  const answers = async (number: string, network: string) => {
    const heard = [];
    for (let host = 0; host < 12; host++) heard.push(await lookUpOrder(shop, { no: number, phone: WRONG, ip: `${network}.${host}` }));
    return heard.map((one) => !one.ok && one.reason);
  };
  expect(await answers(no, "203.0.113")).toEqual(await answers("2026112600000001", "198.51.100"));
});
