import { describe, expect, test } from "vitest";
import { readMail } from "@/e2e/support/mail-server";
import { type Outside, outside } from "@/lib/server/outside";
import { Prisma } from "@/lib/server/prisma/client";
import { reviewDue, takeDue } from "@/lib/shop/due/review-due";
import { addParcel } from "@/lib/shop/orders/add-parcel";
import { confirmReceipt } from "@/lib/shop/orders/confirm-receipt";
import { correctParcel } from "@/lib/shop/orders/correct-parcel";
import { shipOrder } from "@/lib/shop/orders/ship-order";
import { takeBackParcel } from "@/lib/shop/orders/take-back-parcel";
import { receiveNotification } from "@/lib/shop/payments/receive-notification";
import { settlePayment } from "@/lib/shop/payments/settle-payment";
import { eraseBuyerData, exportBuyerData } from "@/lib/shop/privacy/buyer-data";
import { completeRefund } from "@/lib/shop/refunds/settle-refund";
import { wayTo } from "@/test/alert-services";
import { ALIYUN, aliyunSms } from "@/test/aliyun-sms";
import { aTrade } from "@/test/fake-gateway";
import { aMailbox } from "@/test/mailbox";
import { only } from "@/test/only";
import { actingAs, auditKinds } from "@/test/owner-access";
import { aPaidOrderHere } from "@/test/paid-here";
import { ask } from "@/test/refund-shop";
import { ADDRESS, anOrder, MINUTE_MS, stockGoods, type TestOrder, type TestShop, testShop } from "@/test/test-shop";
import { readOffers, readStoppedWays } from "./channels/list-word-channels";
import { addWordChannel, changeWordEvents, deleteWordChannel, setWordPaused } from "./channels/save-word-channel";
import type { WordAccess } from "./channels/word-channel";
import type { Contact } from "./contact/contact";
import { keepContact, readContact, rememberedEmail, withdrawContact } from "./contact/keep-contact";
import { dueWords } from "./due-words";
import { endOldWords } from "./end-words";
import { listOrderWords } from "./list-words";
import { WORD_EVENTS, type WordEvent } from "./outbox/word-event";
import { MOST_A_DAY } from "./read-word";
import { testWordChannel } from "./test-word-channel";

const LOGIN = { user: "shop@example.com", password: "an app password" };
const HERE = outside({ toLoopback: true, patienceMs: 2_000 });
const DAY_MS = 24 * 3600_000;

const mailBy = (port: number): WordAccess => ({ kind: "email", host: "127.0.0.1", port, ...LOGIN, from: "shop@example.com" });

async function aWay(shop: TestShop, access: WordAccess, events: readonly WordEvent[] = WORD_EVENTS): Promise<string> {
  const added = await addWordChannel(shop, { access, events });
  if (!added.ok) throw new Error(added.reason);
  return added.id;
}

/** A shop that mails buyers, and its mail server. */
async function mailingShop(events?: readonly WordEvent[]) {
  const shop = await testShop({ alertsToLoopback: true });
  const box = await aMailbox(LOGIN);
  const id = await aWay(shop, mailBy(box.port), events);
  return { shop, box, id };
}

const leave = (shop: TestShop, { orderId }: { orderId: string }, change: Partial<Contact> = {}) =>
  keepContact(shop, orderId, { email: "li@example.com", sms: false, language: "zh-CN", ...change });

async function anOrderWith(shop: TestShop, change: Partial<Contact> = {}): Promise<TestOrder> {
  const order = await anOrder(shop);
  await leave(shop, order, change);
  return order;
}

const pay = (shop: TestShop, order: TestOrder, source: "notify" | "query" = "notify") =>
  settlePayment(shop, aTrade(order.outTradeNo, order.totalFen), source);

/** The worker sends what is due, without chance in its back-off, and its pace passes. */
async function tell(shop: TestShop, way: Outside = HERE): Promise<void> {
  const kind = dueWords(way, () => 0.5);
  while ((await reviewDue(shop, kind)) > 0) shop.advance(1_001);
}

const words = (shop: TestShop) => shop.db.buyerWord.findMany({ orderBy: { id: "asc" } });
const subjects = (box: { mails: { text: string }[] }) => box.mails.map(({ text }) => readMail(text).subject);

describe("a buyer who left an e-mail", () => {
  test("is told once that the order is paid, by whatever news and however often it comes", async () => {
    const { shop, box } = await mailingShop();
    const order = await anOrderWith(shop);
    await Promise.all([pay(shop, order), pay(shop, order, "query"), pay(shop, order)]);
    expect(await words(shop)).toMatchObject([{ event: "paid", medium: "email", status: "waiting", orderId: order.orderId }]);
    await tell(shop);
    await pay(shop, order, "query");
    await tell(shop);
    const mail = only(box.mails);
    expect(mail.to).toBe("TO:<li@example.com>");
    const { subject, body } = readMail(mail.text);
    expect(subject).toMatch(new RegExp(`^订单 ${order.no} 已付款 ¥19\\.80`));
    expect(body).toContain(`${shop.config.shopUrl}/orders/${order.no}/${order.accessToken}`);
    expect(body).toContain("龙井茶 ×1");
    for (const secret of [ADDRESS.name, ADDRESS.phone, ADDRESS.detail]) expect(body).not.toContain(secret);
  });

  test("is told by the one statement of a first notice as well", async () => {
    const { shop, box } = await mailingShop();
    const order = await anOrder(shop);
    await leave(shop, order);
    const trade = aTrade(order.outTradeNo, order.totalFen, { paidAt: shop.now() });
    shop.gateway.trades.set(order.outTradeNo, trade);
    const notice = { body: Buffer.from(JSON.stringify(trade)), contentType: null, remoteIp: "203.0.113.1" };
    for (let time = 0; time < 3; time++) await receiveNotification(shop, notice);
    await tell(shop);
    expect(subjects(box)).toHaveLength(1);
  });

  test("is not told of money that pays nothing: a wrong sum, or a second payment", async () => {
    const { shop } = await mailingShop();
    const order = await anOrderWith(shop);
    await settlePayment(shop, aTrade(order.outTradeNo, order.totalFen + 1), "query");
    expect(await words(shop)).toEqual([]);
  });

  test("is told of each parcel, and once more when a number was wrong", async () => {
    const { shop, box } = await mailingShop(["shipped"]);
    const order = await anOrderWith(shop, { language: "en" });
    await pay(shop, order);
    await shipOrder(shop, order.orderId, { courier: "顺丰速运", trackingNo: "SF1007896781640" });
    await tell(shop);
    const parcel = await shop.db.parcel.findFirstOrThrow();
    await correctParcel(shop, order.orderId, { parcelId: parcel.id, courier: "圆通速递", trackingNo: "YT1234567890123" });
    await tell(shop);
    expect(box.mails.map(({ text }) => readMail(text).body)).toEqual([
      expect.stringContaining("Courier: SF Express\nTracking number: SF1007896781640"),
      expect.stringContaining("YT1234567890123"),
    ]);
    expect(subjects(box)[0]).toMatch(new RegExp(`^Order ${order.no}: shipped`));
  });

  test("reads the right number alone where a wrong one was corrected before it was told, and nothing of a parcel that was taken back", async () => {
    const { shop, box } = await mailingShop(["shipped"]);
    const order = await anOrderWith(shop);
    await pay(shop, order);
    await shipOrder(shop, order.orderId, { courier: "顺丰速运", trackingNo: "SF1007896781640" });
    const parcel = await shop.db.parcel.findFirstOrThrow();
    await correctParcel(shop, order.orderId, { parcelId: parcel.id, courier: "圆通速递", trackingNo: "YT1234567890123" });
    await tell(shop);
    expect(only(box.mails).text).not.toContain("SF1007896781640");
    const second = await anOrderWith(shop);
    await pay(shop, second);
    await shipOrder(shop, second.orderId, { courier: "顺丰速运", trackingNo: "SF1007896781659" });
    const { id } = await shop.db.parcel.findFirstOrThrow({ where: { orderId: second.orderId } });
    await takeBackParcel(shop, second.orderId, { parcelId: id });
    await tell(shop);
    expect(box.mails).toHaveLength(1);
    expect((await listOrderWords(shop, second.orderId)).words).toMatchObject([{ status: "failed", problem: "gone" }]);
  });

  test("has the right number told once more where the wrong one may be on its way while it is corrected", async () => {
    const { shop, id } = await mailingShop(["shipped"]);
    const order = await anOrderWith(shop);
    await pay(shop, order);
    await shipOrder(shop, order.orderId, { courier: "顺丰速运", trackingNo: "SF1007896781640" });
    const parcel = await shop.db.parcel.findFirstOrThrow();
    const locked = (until: Date | null) => shop.db.wordChannel.update({ where: { id }, data: { lockedUntil: until } });
    await locked(new Date(shop.now().getTime() + MINUTE_MS));
    await correctParcel(shop, order.orderId, { parcelId: parcel.id, courier: "圆通速递", trackingNo: "YT1234567890123" });
    await locked(null);
    expect(await words(shop)).toHaveLength(2);
  });

  test("has two parcels: two words", async () => {
    const { shop, box } = await mailingShop(["shipped"]);
    const { variantId } = await stockGoods(shop);
    const order = await anOrder(shop, { variantId, quantity: 2 });
    await leave(shop, order);
    await pay(shop, order);
    const line = await shop.db.orderLine.findFirstOrThrow({ where: { orderId: order.orderId } });
    const one = [{ lineId: line.id, quantity: 1 }];
    await shipOrder(shop, order.orderId, { courier: "顺丰速运", trackingNo: "SF1007896781640", pieces: one });
    await addParcel(shop, order.orderId, { courier: "圆通速递", trackingNo: "YT1234567890123", pieces: one });
    await tell(shop);
    expect(box.mails.map(({ text }) => readMail(text).body)).toEqual([
      expect.stringContaining("包裹里有：\n龙井茶 ×1"),
      expect.stringContaining("YT1234567890123"),
    ]);
  });

  test("is told what has gone back, once a refund", async () => {
    const { shop, box } = await mailingShop(["refunded"]);
    const order = await anOrderWith(shop);
    await pay(shop, order);
    await ask(shop, order, 550);
    const refund = await shop.db.refund.findFirstOrThrow();
    for (let time = 0; time < 2; time++) await shop.db.$transaction((tx) => completeRefund(tx, shop, refund.id, null));
    await tell(shop);
    expect(subjects(box)).toEqual([expect.stringMatching(new RegExp(`^订单 ${order.no} 已退款 ¥5\\.50`))]);
  });

  test("is not told that it is paid when all the money went back before that was told", async () => {
    const { shop, box } = await mailingShop();
    const order = await anOrderWith(shop);
    await pay(shop, order);
    await ask(shop, order, order.totalFen);
    const refund = await shop.db.refund.findFirstOrThrow();
    await shop.db.$transaction((tx) => completeRefund(tx, shop, refund.id, null));
    await tell(shop);
    expect(subjects(box)).toEqual([expect.stringContaining("已退款 ¥19.80")]);
    expect((await listOrderWords(shop, order.orderId)).words).toMatchObject([
      { event: "paid", status: "failed", problem: "refunded" },
      { event: "refunded", status: "sent" },
    ]);
  });

  test("and takes it back gets no more, not even what waits", async () => {
    const { shop, box } = await mailingShop();
    const order = await anOrderWith(shop);
    await pay(shop, order);
    await withdrawContact(shop, order.orderId);
    await tell(shop);
    await shipOrder(shop, order.orderId, { courier: "顺丰速运", trackingNo: "SF1007896781640" });
    await tell(shop);
    expect(box.mails).toEqual([]);
    expect(await words(shop)).toMatchObject([{ event: "paid", status: "failed", problem: "withdrawn" }]);
  });

  test("that no mailbox has: that word ends, and the next buyer's goes", async () => {
    const { shop, box } = await mailingShop();
    box.refuse.RCPT = "550 5.1.1 no such mailbox";
    const [one, other] = [await anOrderWith(shop), await anOrderWith(shop, { email: "wang@example.com" })];
    await pay(shop, one);
    await tell(shop);
    delete box.refuse.RCPT;
    await pay(shop, other);
    await tell(shop);
    expect(await words(shop)).toMatchObject([{ status: "failed", problem: "refused 550", tries: 1 }, { status: "sent" }]);
    expect(await readStoppedWays(shop)).toEqual([]);
  });

  test("gets no more than twenty words a day at one address, whoever pays for them", async () => {
    const { shop, box } = await mailingShop(["paid"]);
    for (let nth = 0; nth < MOST_A_DAY + 2; nth++)
      await pay(shop, await anOrderWith(shop, { email: nth % 2 ? "Li@example.com" : "li@EXAMPLE.com" }));
    await tell(shop);
    expect(box.mails).toHaveLength(MOST_A_DAY);
    expect((await words(shop)).filter(({ problem }) => problem === "enough")).toHaveLength(2);
    shop.advance(DAY_MS + MINUTE_MS);
    await pay(shop, await anOrderWith(shop));
    await tell(shop);
    expect(box.mails).toHaveLength(MOST_A_DAY + 1);
  });

  test("gets no more than that either when whoever pays gives each order another address afterwards", async () => {
    const { shop, box } = await mailingShop(["paid"]);
    for (let nth = 0; nth < MOST_A_DAY + 1; nth++) {
      const order = await anOrderWith(shop);
      await pay(shop, order);
      await tell(shop);
      await leave(shop, order, { email: "somebody.else@example.com" });
    }
    expect(box.mails).toHaveLength(MOST_A_DAY);
  });
});

describe("a buyer who wants an SMS", () => {
  test("gets it at the receiver's number, by Alibaba Cloud", async () => {
    const shop = await testShop();
    const service = await aliyunSms(shop.now);
    await aWay(shop, ALIYUN);
    const order = await anOrderWith(shop, { email: null, sms: true });
    await anOrderWith(shop);
    await pay(shop, order);
    await tell(shop, wayTo(service));
    expect(service.sent).toEqual([{ to: ADDRESS.phone, template: "SMS_100000001", params: { no: order.no, sum: "19.80" } }]);
  });

  test("whose vendor has no money left: nothing is lost, the owner sees it, shoppers are not offered it, and a test that arrives sends what waits", async () => {
    const shop = actingAs(await testShop(), 7);
    const service = await aliyunSms(shop.now);
    const id = await aWay(shop, ALIYUN);
    const order = await anOrderWith(shop, { email: null, sms: true });
    service.faults.push("isv.AMOUNT_NOT_ENOUGH");
    await pay(shop, order);
    await tell(shop, wayTo(service));
    expect(await readStoppedWays(shop)).toEqual(["sms"]);
    expect(await readOffers(shop)).toEqual({ email: null, sms: null });
    shop.advance(60 * MINUTE_MS);
    await tell(shop, wayTo(service));
    expect(service.received).toHaveLength(1);
    expect(await testWordChannel(shop, { id, to: "13900139000" }, wayTo(service))).toEqual({ ok: true });
    await tell(shop, wayTo(service));
    expect(service.sent.map(({ to }) => to)).toEqual(["13900139000", ADDRESS.phone]);
    expect(await auditKinds(shop)).toEqual(["word_channel_added"]);
  });
});

describe("the outbox", () => {
  test("has nothing where the owner has no channel, has paused it, or does not tell of it, and where the buyer left nothing", async () => {
    const { shop, id } = await mailingShop(["shipped"]);
    await pay(shop, await anOrderWith(shop));
    await changeWordEvents(shop, id, WORD_EVENTS);
    await pay(shop, await anOrder(shop));
    const order = await anOrderWith(shop);
    await setWordPaused(shop, id, true);
    await pay(shop, order);
    expect(await words(shop)).toEqual([]);
    expect(await readOffers(shop)).toEqual({ email: null, sms: null });
    const plain = await testShop();
    expect(await leave(plain, await anOrder(plain))).toEqual({ ok: true });
    expect(await plain.db.orderContact.count()).toBe(0);
  });

  test("is rolled back with the payment that it tells of", async () => {
    const { shop } = await mailingShop();
    const order = await anOrderWith(shop);
    const unkept = () => Prisma.sql`INSERT INTO notify_deliveries (id) VALUES (NULL) RETURNING id`;
    await expect(settlePayment(shop, aTrade(order.outTradeNo, order.totalFen), "notify", unkept)).rejects.toThrow("null value");
    expect(await words(shop)).toEqual([]);
  });

  test("outlives a worker that dies between the commit and the mail", async () => {
    const { shop, box } = await mailingShop();
    await pay(shop, await anOrderWith(shop));
    // The worker takes the channel and dies.
    expect(await takeDue(shop, dueWords(HERE), 1)).toHaveLength(1);
    await tell(shop);
    expect(box.mails).toEqual([]);
    shop.advance(2 * MINUTE_MS);
    await tell(shop);
    expect(box.mails).toHaveLength(1);
  });

  test("two workers at once send each word once", async () => {
    const { shop, box } = await mailingShop(["paid"]);
    for (let nth = 0; nth < 5; nth++) await pay(shop, await anOrderWith(shop, { email: `li${nth}@example.com` }));
    await Promise.all([tell(shop), tell(shop), tell(shop)]);
    expect(new Set(box.mails.map(({ to }) => to)).size).toBe(5);
    expect(box.mails).toHaveLength(5);
  });

  test("waits for a mail server that is down, and gives up after a day", async () => {
    const { shop, box } = await mailingShop();
    const [one, other] = [await anOrderWith(shop), await anOrderWith(shop)];
    box.refuse.MAIL = "554 5.7.1 not from this machine";
    await pay(shop, one);
    for (let hour = 0; hour < 3; hour++) {
      await tell(shop);
      shop.advance(60 * MINUTE_MS);
    }
    expect(only(await words(shop))).toMatchObject({ status: "waiting" });
    shop.advance(DAY_MS);
    delete box.refuse.MAIL;
    await pay(shop, other);
    await tell(shop);
    await endOldWords(shop);
    expect(await words(shop)).toMatchObject([{ status: "failed" }, { status: "sent" }]);
    expect(box.mails).toHaveLength(1);
  });

  test("of a channel that is deleted ends", async () => {
    const { shop, id, box } = await mailingShop();
    await pay(shop, await anOrderWith(shop));
    expect(await deleteWordChannel(shop, id)).toEqual({ ok: true });
    await aWay(shop, mailBy(box.port));
    await tell(shop);
    expect(await words(shop)).toMatchObject([{ status: "failed", problem: "no_channel" }]);
    expect(box.mails).toEqual([]);
  });
});

describe("what a buyer left", () => {
  test("is handed out and erased with the rest, and is offered to the same browser at its next order", async () => {
    const { shop } = await mailingShop();
    const order = await aPaidOrderHere(shop);
    await leave(shop, order);
    expect(await rememberedEmail(shop, order.buyerId)).toBe("li@example.com");
    expect(await exportBuyerData(shop, ADDRESS.phone)).toMatchObject([{ contact: { email: "li@example.com", sms: false } }]);
    await shipOrder(shop, order.orderId, { courier: "顺丰速运", trackingNo: "SF0000001" });
    await confirmReceipt(shop, order.orderId);
    await eraseBuyerData(shop, ADDRESS.phone);
    expect(await shop.db.orderContact.count()).toBe(0);
    expect(await rememberedEmail(shop, order.buyerId)).toBe("");
    expect(await leave(shop, order)).toEqual({ ok: false, reason: "erased" });
    await tell(shop);
    expect(JSON.stringify(await words(shop), (_, value) => (typeof value === "bigint" ? String(value) : value))).not.toContain("li@");
  });

  test("is changed by its buyer, and the language with it", async () => {
    const { shop } = await mailingShop();
    const order = await anOrderWith(shop);
    await leave(shop, order, { email: "new@example.com", language: "en" });
    expect(await shop.db.orderContact.findMany()).toMatchObject([{ email: "new@example.com", language: "en" }]);
    await leave(shop, order, { email: null });
    expect(await readContact(shop, order.orderId)).toBeNull();
  });

  test("stays when the owner's channel stands still meanwhile, and the buyer changes something else", async () => {
    const { shop, id } = await mailingShop();
    const order = await anOrderWith(shop);
    await setWordPaused(actingAs(shop, 7), id, true);
    await leave(shop, order, { language: "en" });
    expect(await shop.db.orderContact.findMany()).toMatchObject([{ email: "li@example.com", language: "en" }]);
  });

  test("no address gets into the database that would be two, whatever a caller forgets", async () => {
    const { shop } = await mailingShop();
    const order = await anOrder(shop);
    await expect(leave(shop, order, { email: "li@example.com\r\nBcc: x@y.com" })).rejects.toThrow("parseEmail");
    await expect(
      shop.db.orderContact.create({ data: { orderId: order.orderId, email: "a@b.com,c@d.com", language: "en", createdAt: shop.now() } }),
    ).rejects.toThrow();
  });
});
