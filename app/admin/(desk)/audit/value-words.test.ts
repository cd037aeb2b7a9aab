import { expect, test } from "vitest";
import { changesInWords } from "./value-words";

test("the owner reads a price in yuan, what is on sale in words, pictures by their number", () => {
  const before = { priceFen: 1980, listPriceFen: null, onSale: false, images: ["a"] };
  const after = { priceFen: 2980, listPriceFen: 3980, onSale: true, images: ["a", "b"] };
  expect(changesInWords(before, after)).toEqual([
    { name: "价格", before: "¥19.80", after: "¥29.80" },
    { name: "划线价", before: "—", after: "¥39.80" },
    { name: "在售", before: "否", after: "是" },
    { name: "图片", before: "1 张", after: "2 张" },
  ]);
});

test("of what is gone the owner reads what it was", () => {
  expect(changesInWords({ courier: "圆通速递", trackingNo: "YT8812345678901" }, null)).toEqual([
    { name: "快递", before: "圆通速递", after: "—" },
    { name: "单号", before: "YT8812345678901", after: "—" },
  ]);
});

test("what has no old value has none, and a long text is cut", () => {
  expect(changesInWords(null, { how: "password_and_totp", newDevice: true, description: "长".repeat(200) })).toEqual([
    { name: "方式", before: null, after: "密码和验证码" },
    { name: "新设备", before: null, after: "是" },
    { name: "描述", before: null, after: `${"长".repeat(80)}…` },
  ]);
  expect(changesInWords(null, null)).toEqual([]);
});
