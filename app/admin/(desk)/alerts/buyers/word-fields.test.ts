import { describe, expect, test } from "vitest";
import { NEVER_ECHOED } from "@/lib/server/action";
import { chosenWordEvents, testEmail, testPhone, wordAliyun, wordHook, wordMail } from "./word-fields";

const MAIL = { host: "smtp.qq.com", port: "465", user: "a@qq.com", mailPassword: "x", from: "a@qq.com" };
const ALIYUN = {
  ...{ keyId: "LTAI5tExample", keyPassword: "x", signName: "山下茶铺" },
  ...{ templatePaid: "SMS_123456789", templateShipped: "", templateRefunded: "" },
};

describe("an owner who lets buyers be told", () => {
  test("ticks what of", () => {
    const { paid, shipped, refunded } = wordMail.parse({ ...MAIL, paid: "on", refunded: "on" });
    expect(chosenWordEvents({ paid, shipped, refunded })).toEqual(["paid", "refunded"]);
  });

  test.each([
    { templatePaid: "123456789" },
    { templateShipped: "SMS_1; DROP" },
    { keyId: "" },
    { keyId: "LTAI5t\r\nx: y" },
    { keyPassword: "" },
    { signName: "" },
  ])("is told of %j", (change) => {
    expect(wordAliyun.safeParse(ALIYUN).success).toBe(true);
    expect(wordAliyun.safeParse({ ...ALIYUN, ...change }).success).toBe(false);
  });

  test("tries it out at one address, or one number", () => {
    expect(testEmail.parse(" me@example.com ")).toBe("me@example.com");
    expect(testEmail.safeParse("me@example.com,you@example.com").success).toBe(false);
    expect(testPhone.parse("138-0013-8000")).toBe("13800138000");
    expect(testPhone.safeParse("13800138000,13900139000").success).toBe(false);
  });
});

test("no answer brings back what opens a way to buyers", () => {
  for (const name of ["mailPassword", "keyPassword", "secretHook", "hookPassword"]) {
    expect({ ...wordMail.shape, ...wordAliyun.shape, ...wordHook.shape }).toHaveProperty(name);
    expect(NEVER_ECHOED.test(name)).toBe(true);
  }
});
