import { describe, expect, test } from "vitest";
import { compose, type Form, plain, titleOf } from "./compose";
import type { Fact, Message } from "./fact";

const FORM: Form = { newline: "\n", link: (words, url) => `[${words}](${url})`, mostBytes: 4096 };
const fact = (change: Partial<Fact> = {}): Fact => ({
  ...{ id: "1", event: "order_paid", head: "261126000001", orderNo: "261126000001", amountFen: 3960 },
  ...{ goods: [{ name: "龙井茶 500g", quantity: 2 }], note: "", path: "/admin/orders/261126000001", at: new Date(0) },
  ...change,
});
const message = (...facts: Fact[]): Message => ({
  ...{ shopName: "山下茶铺", shopUrl: "https://shop.example" },
  facts: facts as [Fact, ...Fact[]],
});

test("an owner reads the order's number first, then the sum, the goods, and the way to the order", () => {
  expect(compose(message(fact()), FORM)).toBe(
    "261126000001 新订单 ¥39.60\n龙井茶 500g ×2\n[打开后台处理](https://shop.example/admin/orders/261126000001)\n山下茶铺",
  );
});

test("of many goods three are named and all are counted", () => {
  const goods = ["一", "二", "三", "四", "五"].map((name) => ({ name, quantity: 2 }));
  expect(compose(message(fact({ goods })), FORM)).toContain("一 ×2、二 ×2、三 ×2 等 10 件");
});

test("what waited goes together, as many lines as the service takes, and the rest is counted", () => {
  const facts = Array.from({ length: 150 }, (_, n) => fact({ head: `order-${n}`, event: n < 120 ? "order_paid" : "low_stock" }));
  const written = compose(message(...facts), FORM);
  expect(Buffer.byteLength(written)).toBeLessThanOrEqual(4096);
  expect(Buffer.byteLength(written)).toBeGreaterThan(3900);
  expect(titleOf(message(...facts))).toBe("order-0 等 150 条提醒");
  const lines = written.split("\n");
  expect(lines[0]).toBe("order-0 等 150 条提醒");
  const shown = lines.filter((line) => line.includes("¥")).length;
  expect(lines.at(-3)).toBe(`另有 ${150 - shown} 条：新订单 ${120 - shown}、库存紧张 30`);
  expect(lines.at(-2)).toBe("[打开后台处理](https://shop.example/admin/alerts)");
});

describe("a title of goods", () => {
  test.each([
    ["[点我](https://evil.example)", "［点我］（https：／／evil．example）".replace("：／／", "：//")],
    ["<@all> <font color=red>x</font>", "＜＠all＞ ＜font color=red＞x＜/font＞"],
    ["**粗** `码` ~删~ # 题 ![图](//e.cn/a.png)", "＊＊粗＊＊ ｀码｀ ～删～ ＃ 题 ！［图］（//e．cn/a．png）"],
    ['<at user_id="all"></at>', '＜at user＿id="all"＞＜/at＞'],
    ["www.evil.com", "www．evil．com"],
    ["坏人.中国", "坏人．中国"],
    ["一\n二\r\n\t三\u202e", "一 二 三"],
    ["重 1.5kg", "重 1.5kg"],
  ])("%s forges no link, no mention and no line", (typed, shown) => {
    expect(plain(typed, 60)).toBe(shown);
  });

  test("is cut where nobody reads on, between characters", () => {
    expect(plain("😀".repeat(100), 30)).toBe(`${"😀".repeat(29)}…`);
  });
});
