import { expect, test } from "vitest";
import { deltaOf, matrixForm } from "./matrix-fields";
import { changedOption, newOption } from "./option-fields";

test("an owner who fills in a row of the table sends prices in fen and the stock as a difference", () => {
  const sent = { "price-v12": "19.8", "list-v12": "25", "sku-v12": " A-1 ", "stock-v12": "20", "seen-v12": "12", "on-v12": "on" };
  expect(matrixForm.parse({ productId: "7", ...sent })).toEqual({
    productId: 7,
    rows: [
      {
        key: "v12",
        input: { of: { variantId: 12 }, priceFen: 1980, listPriceFen: 2500, sku: "A-1", active: true, stockDelta: 8 },
      },
    ],
  });
});

test("an owner who empties the weight says that nobody knows it, and a table without the column leaves it", () => {
  const gramsOf = (sent: object) => matrixForm.parse({ productId: "7", "price-v12": "1", ...sent }).rows[0]?.input.grams;
  expect([gramsOf({ "grams-v12": "500" }), gramsOf({ "grams-v12": "" }), gramsOf({})]).toEqual([500, 0, undefined]);
  expect(matrixForm.safeParse({ productId: "7", "price-v12": "1", "grams-v12": "0.5" }).success).toBe(false);
});

test("an owner who leaves the number for scarce goods blank takes the shop's, and a table without the column leaves it", () => {
  const lowOf = (sent: object) => matrixForm.parse({ productId: "7", "price-v12": "1", ...sent }).rows[0]?.input.lowStockAt;
  expect([lowOf({ "low-v12": " 20 " }), lowOf({ "low-v12": "0" }), lowOf({ "low-v12": "" }), lowOf({})]).toEqual([20, 0, null, undefined]);
  expect(matrixForm.safeParse({ productId: "7", "price-v12": "1", "low-v12": "-1" }).error?.issues[0]?.path).toEqual(["low-v12"]);
});

test("a count is compared with what was seen, +10 and -2 are meant as such, and an empty field changes nothing", () => {
  expect([deltaOf("20", 12), deltaOf("+10", 12), deltaOf("-2", 12), deltaOf("", 12), deltaOf("12", 12)]).toEqual([8, 10, -2, 0, 0]);
});

test("a combination of which nothing was typed is not sold, and one with stock alone needs a price", () => {
  const nothing = { "price-n3_4": "", "list-n3_4": "", "sku-n3_4": "", "stock-n3_4": "", "on-n3_4": "on" };
  expect(matrixForm.parse({ productId: "7", ...nothing }).rows).toEqual([]);
  const problem = matrixForm.safeParse({ productId: "7", ...nothing, "stock-n3_4": "5" });
  expect(problem.error?.issues.map(({ path }) => path)).toEqual([["price-n3_4"]]);
});

test.each([{ "price-v12": "0" }, { "stock-v12": "1.5" }, { "price-x12": "1" }, { "colour-v12": "1" }, { productId: "x" }])(
  "a form with %o is refused",
  (wrong) => {
    expect(matrixForm.safeParse({ productId: "7", "price-v12": "1", ...wrong }).success).toBe(false);
  },
);

test("an owner may list values a line each or with commas, and blank lines are nothing", () => {
  expect(newOption.parse({ productId: "7", name: " 颜色 ", values: "红、蓝\n\n米 白，绿" })).toEqual({
    ...{ productId: 7, name: "颜色", values: ["红", "蓝", "米 白", "绿"] },
  });
  expect(newOption.safeParse({ productId: "7", name: "颜色", values: "、" }).success).toBe(false);
});

test("an owner renames a value, gives it a picture and moves another, in one form", () => {
  const sent = { productId: "7", optionId: "3", name: "颜色", added: "", "value-1": "红, 白", "image-1": "u/0123456789abcdef01234567" };
  expect(changedOption.parse({ ...sent, move: "up:2" })).toEqual({
    productId: 7,
    change: {
      ...{ optionId: 3, name: "颜色", added: [], move: { to: "up", valueId: 2 } },
      values: [{ id: 1, name: "红, 白", image: "u/0123456789abcdef01234567" }],
    },
  });
  expect(changedOption.safeParse({ ...sent, "value-1": "" }).error?.issues[0]?.path).toEqual(["value-1"]);
  expect(changedOption.safeParse({ ...sent, "image-1": "../../x" }).success).toBe(false);
  expect(changedOption.safeParse({ ...sent, optionId: "x" }).success).toBe(false);
});
