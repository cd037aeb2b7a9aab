import { expect, test } from "vitest";
import type { Shop } from "@/lib/shop/shop";
import { judgePassword } from "./judge-password";

const shop = { config: { shopUrl: "https://teahouse.example.com" } } as Shop;
const judge = (password: string, login = "meiling@example.com") => judgePassword(shop, { login, password, shopName: "山下春茶铺子" });

test.each(["", "short", "ninechars", "九个汉字的密码不够"])("an owner cannot choose %j, which is too short", (password) => {
  expect(judge(password)).toBe("too_short");
});

test.each([
  ...["password123", "Passw0rd!!", "p@ssw0rd2024", "iloveyou2020", "qazwsxedcrfv"],
  ...["qwertyuiop1", "1234567890", "aaaaaaaaaaaa", "abcdefghijkl", "13800138000", "20241122abc"],
  ...["x".repeat(200), "ab".repeat(100)],
])("an owner cannot choose %j, which everybody tries first", (password) => {
  expect(judge(password)).toBe("too_common");
});

test.each(["meiling2024", "meiling@example.com", "teahouse888", "xiaopu2024!", "teahouse.example.com", "山下春茶铺子2026"])(
  "an owner cannot choose %j, made of the login or of the shop's name",
  (password) => {
    expect(judge(password)).toBe("too_common");
  },
);

test.each(["correct horse battery", "长密码长一点也可以用中文", "longjingcha-88-xihu"])("an owner can choose %j", (password) => {
  expect(judge(password)).toBeNull();
});

test("a password of the greatest length is judged in a moment", () => {
  const long = Array.from({ length: 200 }, (_, index) => String.fromCharCode(33 + ((index * 37) % 90))).join("");
  judge("a first judgement loads the list");
  const before = performance.now();
  expect(judge(long)).toBeNull();
  expect(performance.now() - before).toBeLessThan(1000);
});
