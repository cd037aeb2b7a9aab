import { expect, test } from "vitest";
import { text } from "./text";

test.each([
  [90_000, true, "本机时钟比支付宝快 2 分钟"],
  [3600_000, false, "本机时钟比支付宝慢 1 小时"],
  [2 * 3600_000 + 5 * 60_000, false, "本机时钟比支付宝慢 2 小时 5 分钟"],
])("an owner reads by how much the machine's clock is wrong: %d ms", (ms, isAhead, words) => {
  expect(text.clock(text.clockOf.alipay ?? "", ms, isAhead)).toBe(words);
});

test("an owner reads which kinds of work stand still, or that all do", () => {
  expect(text.workerSilent(["退款", "对账"])).toBe("没有响应：退款、对账，请重启程序");
  expect(text.workerSilent([])).toContain("请重启程序");
});
