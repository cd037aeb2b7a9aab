import { describe, expect, test } from "vitest";
import { isCreditCode } from "./credit-code";
import { EMPTY_PROFILE, nameOf, policeRecordUrl, subjectFor } from "./profile";

describe("what a buyer reads at Alipay", () => {
  test("is the shop's name and the order's number, or the words that the owner chose", () => {
    expect(subjectFor({ name: "山下茶铺", paymentSubject: "" }, "2026112200001")).toBe("山下茶铺订单2026112200001");
    expect(subjectFor({ name: "山下茶铺", paymentSubject: "茶叶" }, "2026112200001")).toBe("茶叶2026112200001");
  });

  test("a shop that nobody has named has a name all the same", () => {
    expect(nameOf(EMPTY_PROFILE)).toBe("小铺");
    expect(subjectFor(EMPTY_PROFILE, "1")).toBe("小铺订单1");
  });
});

test("the public security's record is found by the digits of its number, and only by fourteen of them", () => {
  expect(policeRecordUrl("浙公网安备33010602000001号")).toBe("https://beian.mps.gov.cn/#/query/webSearch?code=33010602000001");
  expect(policeRecordUrl("浙公网安备 330106号")).toBeNull();
});

describe("a credit code", () => {
  test("is one whose last character fits; with one wrong, two exchanged, or a letter that it never has it is none", () => {
    expect(isCreditCode("91350100M000100Y43")).toBe(true);
    for (const wrong of ["91350100M000100Y44", "91350100M000010Y43", "91350100M000100YI3", "91350100M000100Y4", "91350100m000100y43"])
      expect(isCreditCode(wrong), wrong).toBe(false);
  });
});
