import { expect, test } from "vitest";
import { yuanText } from "@/lib/shop/money";
import { initialStock, stockDelta, variantSchema } from "./product-fields";

test("an owner types yuan and the shop keeps fen", () => {
  expect(variantSchema.parse({ name: " 500g ", priceFen: "19.8", listPriceFen: "" })).toEqual({
    name: "500g",
    priceFen: 1980,
    listPriceFen: null,
  });
  expect(yuanText(1980)).toBe("19.80");
  for (const priceFen of ["", "0", "0.00", "-1", "1.999", "1e3", "100001", "１２"])
    expect(variantSchema.safeParse({ name: "", priceFen, listPriceFen: "" }).success).toBe(false);
});

test("stock is changed by whole numbers only", () => {
  expect([stockDelta.parse("+10"), stockDelta.parse("-2"), initialStock.parse("0")]).toEqual([10, -2, 0]);
  for (const delta of ["0", "", "1.5", "1e5", "99999999", "--1"]) expect(stockDelta.safeParse(delta).success).toBe(false);
  expect(initialStock.safeParse("-1").success).toBe(false);
});
