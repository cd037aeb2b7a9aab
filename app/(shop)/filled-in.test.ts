import { expect, test } from "vitest";
import { splitAddress } from "@/lib/shop/addresses/split-address";
import { filledIn } from "./filled-in";

test("a buyer who pastes a number and a few words keeps the street that was typed", () => {
  const found = splitAddress("张三 13800138000 放门口");
  expect(found.detail).not.toBe("");
  expect(filledIn(found, "文三路 1 号")).toEqual({ phone: "13800138000" });
  expect(filledIn(found, " ")).toMatchObject({ detail: found.detail });
});

test("a pasted text with its area replaces all of the address", () => {
  const found = splitAddress("张三 13800138000 浙江省杭州市西湖区文三路 2 号");
  expect(filledIn(found, "文三路 1 号")).toMatchObject({ region: "浙江省 杭州市 西湖区", detail: "文三路 2 号" });
});
