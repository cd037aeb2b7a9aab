import { describe, expect, test } from "vitest";
import { ADDRESS, aBuyer, anOrder, type TestOrder, type TestShop, testShop } from "@/test/test-shop";
import { createBuyer, hashOfCookie } from "../buyers/buyer-token";
import { findVisibleId, getOrderForBuyer } from "./get-order";
import { findByLink, MAX_VISITS, noteVisit, numberIn, tokenIn } from "./open-by-link";

/** What the link's route does. */
async function open(shop: TestShop, { no, accessToken }: TestOrder, buyerId: string, token = accessToken): Promise<boolean> {
  const visit = await findByLink(shop, { no, token });
  if (visit) await noteVisit(shop, { ...visit, buyerId });
  return visit !== null;
}

describe("an order's link", () => {
  test("is exchanged once: afterwards the browser's own cookie opens the order, and no other browser's does", async () => {
    const shop = await testShop();
    const order = await anOrder(shop);
    const [visitor, stranger] = [await aBuyer(shop), await aBuyer(shop)];
    expect(await getOrderForBuyer(shop, order.no, visitor)).toBeNull();
    expect(await open(shop, order, visitor)).toBe(true);
    expect(await getOrderForBuyer(shop, order.no, visitor)).toMatchObject({ id: order.orderId, isOwn: false });
    expect(await getOrderForBuyer(shop, order.no, stranger)).toBeNull();
    expect(await getOrderForBuyer(shop, order.no, order.buyerId)).toMatchObject({ isOwn: true });
  });

  test("is known to the page's poll by the same cookies: of the browser that placed it, and of one that opened the link", async () => {
    const shop = await testShop();
    const [owner, visitor, stranger] = [await createBuyer(shop), await createBuyer(shop), await createBuyer(shop)];
    const order = await anOrder(shop, { buyerId: owner.id });
    const other = await anOrder(shop);
    const seenBy = ({ token }: { token: string }, no = order.no) => findVisibleId(shop, no, hashOfCookie(token) ?? "");
    expect(await seenBy(visitor)).toBeNull();
    await open(shop, order, visitor.id);
    expect(await seenBy(visitor)).toBe(order.orderId);
    expect(await seenBy(owner)).toBe(order.orderId);
    expect(await seenBy(stranger)).toBeNull();
    for (const buyer of [owner, visitor]) for (const no of [other.no, "", "1' OR '1'='1"]) expect(await seenBy(buyer, no)).toBeNull();
    for (const token of [undefined, "", "short", `${owner.token}x`]) expect(hashOfCookie(token)).toBeNull();
  });

  test("opens one order and no other of the same buyer", async () => {
    const shop = await testShop();
    const order = await anOrder(shop);
    const other = await anOrder(shop, { buyerId: order.buyerId });
    const visitor = await aBuyer(shop);
    await open(shop, order, visitor);
    expect(await getOrderForBuyer(shop, other.no, visitor)).toBeNull();
  });

  test.each(["", "undefined", "A".repeat(43)])("that is wrong (%j) opens nothing and leaves nothing behind", async (token) => {
    const shop = await testShop();
    const order = await anOrder(shop);
    expect(await open(shop, order, await aBuyer(shop), token)).toBe(false);
    expect(await shop.db.linkVisit.count()).toBe(0);
  });

  test("may be opened again and again, and leaves nothing behind in the browser that placed the order", async () => {
    const shop = await testShop();
    const order = await anOrder(shop);
    const visitor = await aBuyer(shop);
    await Promise.all(Array.from({ length: 10 }, () => open(shop, order, visitor)));
    await open(shop, order, order.buyerId);
    expect(await shop.db.linkVisit.count()).toBe(1);
  });

  test("that went round fills no table: the oldest visits give way", async () => {
    const shop = await testShop();
    const order = await anOrder(shop);
    const first = await aBuyer(shop);
    await open(shop, order, first);
    for (let count = 0; count < MAX_VISITS; count++) {
      shop.advance(1000);
      await open(shop, order, await aBuyer(shop));
    }
    expect(await shop.db.linkVisit.count()).toBe(MAX_VISITS);
    expect(await getOrderForBuyer(shop, order.no, first)).toBeNull();
  });
});

describe("who came by the link", () => {
  test("sees where the parcel goes while the order is under way, and no phone number or address once it is over", async () => {
    const shop = await testShop();
    const order = await anOrder(shop);
    const visitor = await aBuyer(shop);
    await open(shop, order, visitor);
    await shop.db.order.update({ where: { id: order.orderId }, data: { note: "请打 13911112222" } });
    const seen = async (buyerId: string) => (await getOrderForBuyer(shop, order.no, buyerId))?.view;
    expect((await seen(visitor))?.address).toEqual(ADDRESS);
    for (const status of ["COMPLETED", "CLOSED"] as const) {
      await shop.db.order.update({ where: { id: order.orderId }, data: { status } });
      expect(await seen(visitor)).toMatchObject({
        address: { name: "测****", phone: "138****0000", district: "西湖区", detail: "****" },
        note: "",
      });
      expect(await seen(order.buyerId)).toMatchObject({ address: ADDRESS, note: "请打 13911112222" });
    }
    await shop.db.order.update({ where: { id: order.orderId }, data: { status: "PENDING" } });
  });
});

test.each(["", " ", "\u3000", "，", "。", "）", "&from=singlemessage&isappinstalled=0", "\u200B"])(
  "an order's link opens with %j behind it, as chats and mails leave it there",
  (behind) => {
    const token = "A1_b-".repeat(9).slice(0, 43);
    expect(tokenIn(token + behind)).toBe(token);
    expect(tokenIn(` ${token}`)).toBe(token);
    expect(numberIn(`2611220000000001${behind}`)).toBe("2611220000000001");
  },
);

test("what is no number and no token stays none", () => {
  for (const text of ["", "26112200", "2611220000000001a", "lookup", "26112200000000010000000000"]) expect(numberIn(text)).toBeNull();
  for (const text of ["", "undefined", "，"]) expect(tokenIn(text)).toBe(text);
});
