import { describe, expect, test } from "vitest";
import { basics, colour, contact, filings, policies } from "./profile-fields";

const BASICS = { name: "山下茶铺", tagline: "", announcement: "", hotWords: "", paymentSubject: "" };
const CONTACT = { phone: "", wechat: "", businessHours: "", returnAddress: "" };
const FILINGS = { icpNumber: "", policeNumber: "", licenceHolder: "", licenceCode: "", licenceExemption: "" };

describe("an owner who types the shop's texts", () => {
  test("needs a name, and nothing else", () => {
    expect(basics.parse(BASICS)).toEqual({ ...BASICS, hotWords: [] });
    expect(basics.safeParse({ ...BASICS, name: " \u200b " }).success).toBe(false);
    expect(contact.parse(CONTACT)).toEqual(CONTACT);
    expect(filings.parse(FILINGS)).toEqual(FILINGS);
  });

  test("separates the popular words by whatever is at hand, and each counts once", () => {
    expect(basics.parse({ ...BASICS, hotWords: "龙井，脐橙 蜂蜜、龙井;曲奇" }).hotWords).toEqual(["龙井", "脐橙", "蜂蜜", "曲奇"]);
    expect(basics.safeParse({ ...BASICS, hotWords: "一 二 三 四 五 六 七 八 九 十 十一 十二 十三" }).success).toBe(false);
  });

  test("gives Alipay no markup", () => {
    expect(basics.safeParse({ ...BASICS, paymentSubject: "<b>茶</b>" }).success).toBe(false);
    expect(basics.safeParse({ ...BASICS, paymentSubject: "茶叶 订单" }).success).toBe(true);
  });

  test.each(["13800138000", "0571-87654321", "+86 571 8765 4321", "400-000-0000"])("is reached at %s", (phone) => {
    expect(contact.safeParse({ ...CONTACT, phone }).success).toBe(true);
  });

  test.each(["打给我", "12", "javascript:alert(1)", "1380013800013800138000138001380"])("is not reached at %s", (phone) => {
    expect(contact.safeParse({ ...CONTACT, phone }).success).toBe(false);
  });

  test("keeps the lines of a policy", () => {
    const typed = { dispatchPolicy: "一\r\n二", returnPolicy: "", privacyPolicy: "" };
    expect(policies.parse(typed).dispatchPolicy).toBe("一\n二");
  });
});

describe("the filings", () => {
  test.each(["浙ICP备2026000001号", "粤ICP备2026000001号-12"])("%s is a filing of a site", (icpNumber) => {
    expect(filings.safeParse({ ...FILINGS, icpNumber }).success).toBe(true);
  });

  test("a licence's code is taken as it is printed, and one that was copied wrongly is not", () => {
    expect(filings.parse({ ...FILINGS, licenceCode: "9135 0100 m000 100y 43" }).licenceCode).toBe("91350100M000100Y43");
    expect(filings.safeParse({ ...FILINGS, licenceCode: "91350100M000100Y34" }).success).toBe(false);
  });

  test("a filing that its register could not find is not taken", () => {
    expect(filings.safeParse({ ...FILINGS, icpNumber: "ICP 12345" }).success).toBe(false);
    expect(filings.safeParse({ ...FILINGS, policeNumber: "浙公网安备3301号" }).success).toBe(false);
    expect(filings.safeParse({ ...FILINGS, policeNumber: "浙公网安备33010602000001号" }).success).toBe(true);
  });
});

describe("the colour", () => {
  const problem = (typed: string) => colour.safeParse({ colour: "own", typed }).error?.issues[0];

  test("is one of the shop's, whatever else was typed, or the owner's own", () => {
    expect(colour.parse({ colour: "pine", typed: "nonsense" })).toEqual({ colour: "pine", typed: "" });
    expect(colour.parse({ colour: "own", typed: "1F6B4A" })).toEqual({ colour: "own", typed: "#1f6b4a" });
  });

  test("is refused beside its field when it is none, and when white words would not read on it", () => {
    expect(problem("green")).toMatchObject({ path: ["typed"], message: expect.stringContaining("#1f6b4a") });
    expect(problem("#ffcc00")).toMatchObject({ path: ["typed"], message: expect.stringContaining("4.5") });
    expect(colour.safeParse({ colour: "#ffffff", typed: "" }).success).toBe(false);
  });
});
