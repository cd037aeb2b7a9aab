import { describe, expect, test } from "vitest";
import type { UnpaidLimits } from "@/lib/shop/shop";
import type { FormerOrder } from "./former-orders";
import { judgeForm } from "./judge-form";
import type { OrderDraft } from "./order-draft";
import type { Goods, PlacingFacts, SentForm } from "./placing-facts";

const AT = new Date("2026-11-22T01:00:00Z");
const NETWORK = "203.0.113.0/24";
const UNPAID: UnpaidLimits = {
  ...{ ordersPerBrowser: 3, ordersPerNetwork: 300, percentPerBrowser: 30, percentPerNetwork: 60 },
  ...{ minPieces: 5, alarmPercent: 50 },
};
const address = { name: "测试收货人", phone: "13800000000", province: "浙江省", city: "杭州市", district: "西湖区", detail: "文三路 1 号" };
const items = [{ variantId: 1, quantity: 2, expectedPriceFen: 1980 }];
const draft: OrderDraft = { idempotencyKey: "key", items, address, note: "", network: NETWORK };
const form: SentForm = { buyerId: "a buyer", draft, items };

const tea: Goods = {
  ...{
    variantId: 1,
    productId: 10,
    productSlug: "tea",
    title: "龙井茶",
    variantName: "",
    image: "",
    priceFen: 1980,
    grams: 0,
    categoryId: 1,
  },
  ...{ available: 10, stock: 10, onSale: true, freight: { kind: "free" } },
};
const facts: PlacingFacts = {
  ...{ at: AT, former: [], opening: { standing: "open", note: "" }, goods: [tea], book: { templates: [], wholeOrderFree: null } },
  held: { ownOrders: 0, nearOrders: 0, goods: [{ variantId: 1, forSale: 10, own: 0, near: 0 }], uses: { own: 0, near: 0 } },
  limited: [],
  discounts: { reductions: [], coupon: null },
};
const receiver = { receiverName: address.name, receiverPhone: address.phone, province: address.province, city: address.city };
const former: FormerOrder = {
  ...{
    id: "1",
    no: "261122",
    accessToken: "t",
    status: "PENDING",
    closeWanted: null,
    network: NETWORK,
    shippingFen: 0,
    note: "",
    termChanges: 0,
  },
  ...{ discountFen: 0, couponCode: null, holdsCoupon: false },
  ...{ ...receiver, district: address.district, addressDetail: address.detail, expiresAt: new Date(AT.getTime() + 60_000) },
  lines: [{ variantId: 1, productId: 10, quantity: 2, priceFen: 1980 }],
};
const judge = (changed: Partial<PlacingFacts> = {}, sent: Partial<OrderDraft> = {}) =>
  judgeForm({ ...form, draft: { ...draft, ...sent } }, { ...facts, ...changed }, UNPAID);

describe("what must be held while an order is written", () => {
  test("its goods, and of an ordinary order nothing else", () => {
    expect(judge()).toMatchObject({ kind: "placed", locks: { phone: null, orders: [], variants: [1], network: null } });
  });

  test("the phone number, where the owner limits what one buyer has", () => {
    const limit = { productId: 10, title: "龙井茶", own: 0, theirs: 0 };
    expect(judge({ limited: [{ ...limit, perOrder: null, perBuyer: 5 }] })).toMatchObject({ locks: { phone: address.phone } });
    expect(judge({ limited: [{ ...limit, perOrder: 5, perBuyer: null }] })).toMatchObject({ locks: { phone: null } });
  });

  test("the network, where its limit could be reached by those who order at the same moment", () => {
    const near = (nearOrders: number) => judge({ held: { ...facts.held, nearOrders } });
    expect(near(149)).toMatchObject({ locks: { network: null } });
    expect(near(150)).toMatchObject({ locks: { network: NETWORK } });
    expect(near(300)).toMatchObject({ kind: "refused", refusal: { reason: "network_full", goods: null } });
  });

  test("the earlier orders of the form whose place it takes", () => {
    const other = { ...former, lines: [{ variantId: 1, productId: 10, quantity: 1, priceFen: 1980 }] };
    expect(judge({ former: [other] })).toMatchObject({ kind: "placed", order: { key: "key.1" }, locks: { orders: ["1"] } });
  });

  test("the order itself, when it goes to somebody else", () => {
    const moved = judge({ former: [former] }, { address: { ...address, name: "李四" } });
    expect(moved).toMatchObject({ kind: "moved", order: former, freight: null, locks: { orders: ["1"], variants: [] } });
  });
});

describe("what the form's own earlier orders hold", () => {
  const held = { ...facts.held, goods: [{ variantId: 1, forSale: 20, own: 3, near: 3 }] };
  const one = { ...former, lines: [{ variantId: 1, productId: 10, quantity: 3, priceFen: 1980 }] };

  test("does not count where the new one takes its place", () => {
    expect(judge({ held, former: [one] })).toMatchObject({ kind: "placed" });
  });

  test("counts as long as it is not given back, though it is to be closed", () => {
    expect(judge({ held, former: [{ ...one, closeWanted: "buyer" }] })).toMatchObject({ refusal: { reason: "held_too_much", left: 0 } });
  });

  test("counts as bought, whoever pays", () => {
    const limited = [{ productId: 10, title: "龙井茶", perOrder: null, perBuyer: 6, own: 0, theirs: 2 }];
    const given = (status: FormerOrder["status"]) => judge({ limited, former: [{ ...one, status, closeWanted: "buyer" }] });
    expect(given("PENDING")).toMatchObject({ refusal: { reason: "over_limit", bought: 3 } });
    expect(given("CLOSED")).toMatchObject({ kind: "placed" });
  });
});
