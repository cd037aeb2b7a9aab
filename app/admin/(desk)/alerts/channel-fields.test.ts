import { describe, expect, test } from "vitest";
import { NEVER_KEPT } from "@/components/draft";
import { NEVER_ECHOED } from "@/lib/server/action";
import { chosenEvents, lowStock, mail, robot, webhook } from "./channel-fields";

const MAIL = { name: "我的邮箱", host: "smtp.qq.com", port: "465", user: "a@qq.com", mailPassword: "x", from: "a@qq.com", to: "b@163.com" };
const HOOK = { name: "仓库", secretHook: "https://erp.example.com/hook?a=1", hookPassword: "0123456789abcdef" };

describe("an owner who adds a channel", () => {
  test("ticks what it is told of; what is not ticked is not", () => {
    const { order_paid, low_stock, ...others } = robot.parse({ name: "群", secretUrl: "https://x", signPassword: "", order_paid: "on" });
    expect({ order_paid, low_stock }).toEqual({ order_paid: true, low_stock: false });
    const ticks = {
      order_paid,
      low_stock,
      refund_requested: false,
      discrepancy: true,
      contract_refused: false,
      gateway_silent: false,
      gateway_back: false,
      backup_late: false,
    };
    expect(chosenEvents(ticks)).toEqual(["order_paid", "discrepancy"]);
    expect(others).toMatchObject({ name: "群" });
    expect(robot.safeParse({ name: "群", secretUrl: "https://x", signPassword: "", anything: "on" }).success).toBe(false);
    expect(robot.safeParse({ name: " ", secretUrl: "https://x", signPassword: "" }).success).toBe(false);
  });

  test.each([
    { port: "8080" },
    { host: "smtp.qq.com:465" },
    { host: "http://smtp.qq.com" },
    { from: "a@qq.com, c@qq.com" },
    { to: "Owner <b@163.com>" },
    { to: "b@163" },
    { to: "b@163.com\r\nBcc: c@163.com" },
    { mailPassword: "" },
  ])("is told of %j", (change) => {
    expect(mail.safeParse(MAIL).success).toBe(true);
    expect(mail.safeParse({ ...MAIL, ...change }).success).toBe(false);
  });

  test.each(["", "erp.example.com", "ftp://erp.example.com", "https://a:b@erp.example.com/", "javascript:alert(1)"])(
    "%j is no address of a program",
    (hook) => {
      expect(webhook.safeParse(HOOK).success).toBe(true);
      expect(webhook.safeParse({ ...HOOK, secretHook: hook }).success).toBe(false);
    },
  );

  test("cannot sign with a word that is guessed", () => {
    expect(webhook.safeParse({ ...HOOK, hookPassword: "secret" }).success).toBe(false);
  });

  test.each(["", "-1", "1.5", "10000", "five"])("%j is no number of pieces", (typed) => {
    expect(lowStock.safeParse(typed).success).toBe(false);
    expect(lowStock.parse(" 0 ")).toBe(0);
  });
});

test("neither an answer nor this browser keeps a robot's or a webhook's address, or a password", () => {
  for (const name of ["secretUrl", "signPassword", "secretHook", "hookPassword", "mailPassword"]) {
    expect({ ...robot.shape, ...webhook.shape, ...mail.shape }).toHaveProperty(name);
    expect(NEVER_ECHOED.test(name) && NEVER_KEPT.test(name)).toBe(true);
  }
  expect(NEVER_KEPT).toEqual(NEVER_ECHOED);
  expect(NEVER_ECHOED.test("name")).toBe(false);
});
