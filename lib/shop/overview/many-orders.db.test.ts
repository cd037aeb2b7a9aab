// A shop with twenty thousand orders, in which PostgreSQL chooses its plans as it does in one with a million. Plans are looked at and
// no times, since those depend on the machine.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { listAudit } from "@/lib/shop/audit/list-audit";
import { listBestSellers } from "@/lib/shop/books/best-sellers";
import { readDays } from "@/lib/shop/books/read-days";
import { getCustomer } from "@/lib/shop/customers/get-customer";
import { listCustomers } from "@/lib/shop/customers/list-customers";
import { dayAfter, dayOf, midnightOf } from "@/lib/shop/day";
import { countOpenDiscrepancies, listDiscrepancies } from "@/lib/shop/discrepancies/list-discrepancies";
import { listDeliveries } from "@/lib/shop/inbox/list-deliveries";
import { readLastCourier } from "@/lib/shop/orders/last-courier";
import { listHeldGoods } from "@/lib/shop/orders/list-held-goods";
import { listOrdersOfPhone, listOwnerOrders } from "@/lib/shop/orders/list-owner-orders";
import { OWNER_ORDER_TABS } from "@/lib/shop/orders/owner-order-tab";
import { receiveDue } from "@/lib/shop/orders/receive-due";
import { readShipQueue } from "@/lib/shop/orders/ship-queue";
import { fillOrders } from "@/scripts/db/fill-orders";
import { type FakeGateway, fakeGateway } from "@/test/fake-gateway";
import { tablesReadWhole } from "@/test/plans";
import { openLodging, openTestShop, type TestShop } from "@/test/test-shop";
import { getOverview } from "./get-overview";
import { readNews } from "./read-news";

const ORDERS = 20_000;
const GROWING =
  /^(orders|order_lines|parcels|parcel_lines|order_events|payments|payment_attempts|refunds|stock_movements|notify_deliveries|audit_entries):/;

let shop: TestShop;
const ends: (() => Promise<void>)[] = [];

beforeAll(async () => {
  let url = "";
  const through = (connectionString: string) => {
    url = connectionString;
    return connectionString;
  };
  const lodging = await openLodging((end) => ends.push(end), { through });
  shop = await openTestShop<FakeGateway>(fakeGateway, {}, { lodging });
  await fillOrders(url, { orders: ORDERS, until: shop.now(), contract: shop.gateways.current.contract, products: 120 });
}, 120_000);

afterAll(async () => {
  for (const end of ends.reverse()) await end();
}, 120_000);

/** What PostgreSQL would read from end to end of all that grows with the orders. */
async function readWhole(run: () => Promise<unknown>): Promise<string[]> {
  return (await tablesReadWhole(shop, run)).filter((table) => GROWING.test(table));
}

const search = (typed: string) => listOwnerOrders(shop, { tab: "all", search: typed });
const orderOfTheMiddle = () =>
  shop.db.order.findFirstOrThrow({
    where: { status: "COMPLETED" },
    orderBy: { createdAt: "asc" },
    skip: 8_000,
    include: { payments: true, lines: true },
  });

describe("in a shop with many orders", () => {
  test("the dashboard and what every page of the back office asks read no table whole", async () => {
    expect(await readWhole(() => getOverview(shop))).toEqual([]);
    expect(await readWhole(() => readNews(shop))).toEqual([]);
    expect(await readWhole(() => countOpenDiscrepancies(shop))).toEqual([]);
    expect(await readWhole(() => listHeldGoods(shop))).toEqual([]);
  });

  test("the queue of what is to be sent, and the worker's look for what was received, read no table whole", async () => {
    const { next, left } = await readShipQueue(shop);
    expect(left).not.toBe(0);
    for (const after of [undefined, next?.skip]) expect(await readWhole(() => readShipQueue(shop, after)), after).toEqual([]);
    expect(await readWhole(() => readLastCourier(shop))).toEqual([]);
    expect(await readWhole(() => receiveDue(shop))).toEqual([]);
  });

  test("customers are listed and found by an index, from the first page on and from the middle", async () => {
    const { createdAt, id, no, receiverPhone: phone } = await orderOfTheMiddle();
    for (const searched of ["", "王", "王伟", phone, phone.slice(0, 3), phone.slice(-4)])
      for (const after of [undefined, `${createdAt.getTime()}.${id}`])
        expect(await readWhole(() => listCustomers(shop, { search: searched, after })), `${searched} ${after}`).toEqual([]);
    expect(await readWhole(() => getCustomer(shop, no))).toEqual([]);
    expect(await readWhole(() => listOrdersOfPhone(shop, phone))).toEqual([]);
    const { customers } = await listCustomers(shop, { search: phone });
    expect(customers).toMatchObject([{ phone, orders: await shop.db.order.count({ where: { receiverPhone: phone } }) }]);
  });

  test("the books of a month read each day by an index, and of all lines those of the best goods alone", async () => {
    const days = { from: dayAfter(dayOf(shop.now()), -29), to: dayOf(shop.now()) };
    expect(await readWhole(() => readDays(shop, days))).toEqual([]);
    expect(await readWhole(() => listBestSellers(shop, days))).toEqual([]);
    const read = await readDays(shop, { ...days, from: dayAfter(days.to, -365) });
    const placedAt = { gte: new Date(midnightOf(read[0]?.day ?? "")) };
    expect(read.reduce((sum, { placed }) => sum + placed, 0)).toBe(await shop.db.order.count({ where: { createdAt: placedAt } }));
  });

  test("every tab is counted up to 999 and listed by an index, its first page and one from its middle", async () => {
    const { counts } = await listOwnerOrders(shop, { tab: "all", search: "" });
    expect(counts).toMatchObject({ all: "999+", completed: "999+", closed: "999+", pending: 10, paid: expect.any(Number) });
    const { createdAt, id } = await orderOfTheMiddle();
    for (const tab of OWNER_ORDER_TABS)
      for (const after of [undefined, `${createdAt.getTime()}.${id}`])
        expect(await readWhole(() => listOwnerOrders(shop, { tab, search: "", after })), `${tab} ${after}`).toEqual([]);
  });

  test("some days of the shop's past are counted and listed by an index, in every tab and with a search", async () => {
    const { createdAt } = await orderOfTheMiddle();
    const days = { from: dayAfter(dayOf(createdAt), -6), to: dayOf(createdAt) };
    for (const tab of OWNER_ORDER_TABS)
      for (const searched of ["", "王", "5678", "碧螺春"])
        expect(await readWhole(() => listOwnerOrders(shop, { tab, search: searched, days })), `${tab} ${searched}`).toEqual([]);
    const { counts } = await listOwnerOrders(shop, { tab: "all", search: "", days });
    const placed = { gte: midnightOf(days.from), lt: midnightOf(dayAfter(days.to, 1)) };
    const where = { createdAt: { gte: new Date(placed.gte), lt: new Date(placed.lt) } };
    expect(counts.all).toBe(await shop.db.order.count({ where }));
    expect(counts.closed).toBe(await shop.db.order.count({ where: { ...where, status: "CLOSED" } }));
  });

  test("a page from the middle begins where the one before it ended", async () => {
    const { createdAt, id } = await orderOfTheMiddle();
    const { orders } = await listOwnerOrders(shop, { tab: "completed", search: "", after: `${createdAt.getTime()}.${id}` });
    const expected = await shop.db.order.findMany({
      where: { status: "COMPLETED", createdAt: { lt: createdAt } },
      orderBy: { createdAt: "desc" },
      take: 20,
      select: { no: true },
    });
    expect(orders.map(({ no }) => no)).toEqual(expected.map(({ no }) => no));
  });

  test("an order is found by whatever its owner knows of it, by an index each", async () => {
    const order = await orderOfTheMiddle();
    await shop.db.order.update({
      where: { id: order.id },
      data: { receiverName: "欧阳晓晓 Anna", note: "放在Gate 9旁边", ownerNote: "老顾客VIP" },
    });
    const [payment] = order.payments;
    if (!payment) throw new Error("no payment");
    const { no, receiverPhone: phone } = order;
    const numbers = [no, no.slice(0, 12), phone, phone.slice(0, 9), payment.tradeNo, payment.outTradeNo];
    const words = ["欧阳", "欧阳晓晓", "阳晓", "anna", "ANNA 欧阳", "gate 旁边", "放在Gate", "老顾客", "vip"];
    for (const typed of [...numbers, ...words]) {
      const { orders, counts } = await search(typed);
      expect(
        orders.map((one) => one.no),
        typed,
      ).toContain(no);
      expect(counts.all, typed).toBe(orders.length);
      expect(await readWhole(() => search(typed)), typed).toEqual([]);
    }
    const byEnd = await search(phone.slice(-4));
    expect(byEnd.orders.every((one) => one.receiverPhone.endsWith(phone.slice(-4)) || one.no.startsWith(phone.slice(-4)))).toBe(true);
    expect(byEnd.orders.map((one) => one.no)).toContain(no);
    expect(await readWhole(() => search(phone.slice(-4)))).toEqual([]);
    for (const typed of ["欧阳修", "阳欧", "没有这个人", "19999999999", "。", "%", "_"])
      expect((await search(typed)).orders, typed).toEqual([]);
  });

  test("goods are found by what they are called, the newest orders first, and no order of others", async () => {
    const { lines } = await orderOfTheMiddle();
    const title = lines[0]?.title ?? "";
    const sold = await shop.db.order.findMany({
      where: { lines: { some: { title } } },
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      take: 20,
      select: { no: true },
    });
    const { orders } = await search(title);
    expect(orders.map(({ no }) => no)).toEqual(sold.map(({ no }) => no));
  });

  test("what finds very many is counted up to 99, not told apart by tabs, and its pages miss and repeat none", async () => {
    const first = await listOwnerOrders(shop, { tab: "closed", search: "王" });
    expect(first.counts).toMatchObject({ all: "99+", closed: null, paid: null, refund: null });
    const wanted = await shop.db.order.findMany({
      where: { status: "CLOSED", OR: [{ receiverName: { contains: "王" } }, { note: { contains: "王" } }] },
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      take: 40,
      select: { no: true },
    });
    const second = await listOwnerOrders(shop, { tab: "closed", search: "王", after: first.next ?? "" });
    expect([...first.orders, ...second.orders].map(({ no }) => no)).toEqual(wanted.map(({ no }) => no));
  });

  test("the pages of notices, discrepancies and the audit trail read no table whole either", async () => {
    expect(await readWhole(() => listDeliveries(shop, { onlyBad: true }))).toEqual([]);
    expect(await readWhole(() => listDeliveries(shop, { onlyBad: false, after: "9000" }))).toEqual([]);
    expect(await readWhole(() => listDiscrepancies(shop, "resolved", { kind: "refund_failed" }))).toEqual([]);
    for (const person of ["stranger", "console"] as const) expect(await readWhole(() => listAudit(shop, { person })), person).toEqual([]);
  });
});
