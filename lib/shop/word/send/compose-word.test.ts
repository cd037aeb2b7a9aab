import { expect, test } from "vitest";
import { composeMail, smsParams, subjectOf } from "./compose-word";
import type { WordFact } from "./word-fact";

const ORDER = {
  ...{ id: "7", language: "zh-CN" as const, shopName: "山下茶铺", shopUrl: "https://shop.example" },
  ...{ orderNo: "261126000001", link: "https://shop.example/orders/261126000001/token" },
};
const paid: WordFact = { ...ORDER, event: "paid", totalFen: 3960, goods: [{ name: "龙井茶\r\nBcc: x@y.com 500g", quantity: 2 }] };
const shipped: WordFact = { ...ORDER, event: "shipped", courier: "顺丰速运", trackingNo: "SF1007896781640", goods: [] };
const refunded: WordFact = { ...ORDER, event: "refunded", amountFen: 550 };

test("a buyer reads in a mail what was paid for what, and where the order is", () => {
  expect(subjectOf(paid)).toBe("订单 261126000001 已付款 ¥39.60 · 山下茶铺");
  const mail = composeMail(paid);
  expect(mail).toContain("订单 261126000001 已付款 ¥39.60");
  expect(mail).toContain("龙井茶 Bcc: x@y.com 500g ×2");
  expect(mail).toContain("查看订单：\nhttps://shop.example/orders/261126000001/token\n");
  expect(mail).not.toContain("\r");
});

test("by which courier a parcel comes, and what is in it where that is not all", () => {
  expect(composeMail(shipped)).toContain("快递：顺丰速运\n运单号：SF1007896781640");
  expect(composeMail(shipped)).not.toContain("包裹里有");
  expect(composeMail({ ...shipped, goods: [{ name: "龙井茶", quantity: 1 }] })).toContain("包裹里有：\n龙井茶 ×1");
  expect(composeMail({ ...shipped, courier: "上门自提", trackingNo: null })).not.toContain("运单号");
});

test("whoever ordered in English reads English", () => {
  const english = { language: "en" as const };
  expect(subjectOf({ ...paid, ...english })).toBe("Order 261126000001: ¥39.60 paid · 山下茶铺");
  expect(composeMail({ ...shipped, ...english })).toContain("Courier: SF Express\nTracking number: SF1007896781640");
  expect(composeMail({ ...refunded, ...english })).toContain("A refund of ¥5.50 for order 261126000001");
  for (const fact of [paid, shipped, refunded])
    expect(composeMail({ ...fact, ...english, shopName: "Tea" }).replace(/龙井茶/g, "")).not.toMatch(/\p{Script=Han}/u);
});

test("twenty kinds of goods are named, the rest is counted", () => {
  const goods = Array.from({ length: 25 }, (_, nth) => ({ name: `茶 ${nth}`, quantity: 2 }));
  const mail = composeMail({ ...paid, goods });
  expect(mail).toContain("茶 19 ×2\n等，共 50 件");
  expect(mail).not.toContain("茶 20");
});

test("the parameters of an SMS are texts, none is empty, and none holds a link", () => {
  expect(smsParams(paid)).toEqual({ no: "261126000001", sum: "39.60" });
  expect(smsParams(shipped)).toEqual({ no: "261126000001", courier: "顺丰速运", tracking: "SF1007896781640" });
  expect(smsParams({ ...shipped, trackingNo: null })).toMatchObject({ tracking: "无单号" });
  expect(smsParams(refunded)).toEqual({ no: "261126000001", sum: "5.50" });
});
