import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { Differences } from "./differences";

const read = (differences: Parameters<typeof Differences>[0]["differences"]) =>
  renderToStaticMarkup(<Differences differences={differences} />).replace(/<[^>]*>/g, "");

test("an owner reads old and new before confirming, in yuan, grams and words", () => {
  expect(read([{ what: "stock", of: "红 / M", from: 6, to: 10 }])).toBe("红 / M 库存 6 →改为 10");
  expect(read([{ what: "price", of: "", from: 1980, to: 1800 }])).toBe("价格 ¥19.80 →改为 ¥18.00");
  expect(read([{ what: "listPrice", of: "", from: null, to: 2500 }])).toBe("划线价 无 →改为 ¥25.00");
  expect(read([{ what: "onSale", of: "", from: true, to: false }])).toBe("上架 是 →改为 否");
});

test("of a new product an owner reads how it will be sent, and nothing that was", () => {
  expect(read([{ what: "freight", of: "", from: null, to: "包邮" }])).toBe("运费模板 包邮");
});

test("of a product with many changes the first are shown, and the others open", () => {
  const many = Array.from({ length: 20 }, (_, nth) => ({ what: "stock" as const, of: `色${nth}`, from: 0, to: 1 }));
  expect(read(many)).toContain("另有 12 处改动");
});
