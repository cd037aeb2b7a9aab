import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { HeldGoodsAlarm } from "./held-goods";

const held = { held: 60, forSale: 100, orders: 2, closing: 0, networks: 1 };
const tea = { ...held, variantId: 7, productId: 3, title: "龙井茶", variantName: "500g" };

test("an owner whose goods are held as usual reads nothing", () => {
  expect(renderToStaticMarkup(<HeldGoodsAlarm found={{ all: null, variants: [] }} />)).toBe("");
});

test("an owner whose tea is held by unpaid orders reads how much, by how many, from where, and can close them with a reason", () => {
  const html = renderToStaticMarkup(<HeldGoodsAlarm found={{ all: null, variants: [tea] }} />);
  expect(html).toContain("龙井茶 500g");
  expect(html).toContain("100 件里有 60 件被占用");
  expect(html).toContain("2 个未付款订单，来自 1 个网络");
  expect(html).toMatch(/<form[^>]*aria-label="关闭这些未付款订单：龙井茶 500g"/);
  expect(html).toMatch(/name="variantId" value="7"/);
  expect(html).toMatch(/<textarea[^>]*name="note"/);
  expect(html).not.toMatch(/undefined|NaN/);
});

test("an owner who has closed them is not asked once more while they are closing", () => {
  const html = renderToStaticMarkup(<HeldGoodsAlarm found={{ all: { ...held, closing: 2 }, variants: [] }} />);
  expect(html).toContain("其中 2 个正在关闭");
  expect(html).not.toContain("<form");
});
