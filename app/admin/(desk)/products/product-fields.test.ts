import { expect, test } from "vitest";
import { z } from "zod";
import { yuanText } from "@/lib/shop/money";
import { freightFields, initialStock, productFields, stockDelta, takeFreight, variantSchema } from "./product-fields";

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

test("an owner chooses how freight is counted; a fixed fee needs its sum, and what is left in the field counts for nothing else", () => {
  const schema = z.strictObject(freightFields).transform(takeFreight);
  expect(schema.parse({ freight: "free", freightFee: "8" })).toEqual({ freight: { kind: "free" } });
  expect(schema.parse({ freight: "fixed", freightFee: "8.5" })).toEqual({ freight: { kind: "fixed", feeFen: 850 } });
  expect(schema.parse({ freight: "t12", freightFee: "" })).toEqual({ freight: { kind: "template", templateId: 12 } });
  for (const freightFee of ["", "0", "-1", "10001", "1e3"]) {
    const { error } = schema.safeParse({ freight: "fixed", freightFee });
    expect(error?.issues[0]?.path).toEqual(["freightFee"]);
  }
  for (const freight of ["", "t0", "t", "template", "t-1"]) expect(schema.safeParse({ freight, freightFee: "" }).success).toBe(false);
});

test("a weight is whole grams, and an empty field says nothing", () => {
  const variant = { name: "", priceFen: "1", listPriceFen: "" };
  expect(variantSchema.parse({ ...variant, grams: " 250 " }).grams).toBe(250);
  expect(variantSchema.parse({ ...variant, grams: "" }).grams).toBe(0);
  for (const grams of ["0.5", "-1", "100001", "1kg"]) expect(variantSchema.safeParse({ ...variant, grams }).success).toBe(false);
});

test("stock is changed by whole numbers only", () => {
  expect([stockDelta.parse("+10"), stockDelta.parse("-2"), initialStock.parse("0")]).toEqual([10, -2, 0]);
  for (const delta of ["0", "", "1.5", "1e5", "99999999", "--1"]) expect(stockDelta.safeParse(delta).success).toBe(false);
  expect(initialStock.safeParse("-1").success).toBe(false);
});

test("an owner's keywords are parted by whatever the keyboard has, each once, and hold nothing that cannot be seen", () => {
  const { keywords } = productFields;
  expect(keywords.parse(" 龙井、绿茶,longjing　lj；绿茶\u200B ")).toEqual(["龙井", "绿茶", "longjing", "lj"]);
  expect(keywords.parse("\u202D\u200B ")).toEqual([]);
  expect(keywords.safeParse("一 二 三 四 五 六 七 八 九 十 十一").success).toBe(false);
  expect(keywords.safeParse("长".repeat(21)).success).toBe(false);
});

test("an owner who leaves a limit empty sets none", () => {
  const { limitPerOrder, limitPerBuyer } = productFields;
  expect([limitPerOrder.parse(""), limitPerOrder.parse("2"), limitPerBuyer.parse("999")]).toEqual([null, 2, 999]);
  for (const typed of ["0", "-1", "1.5", "二", "100"]) expect(limitPerOrder.safeParse(typed).success, typed).toBe(false);
});
