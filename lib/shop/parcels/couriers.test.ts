import { describe, expect, test } from "vitest";
import { COURIERS, type Courier, findCourier, findWithoutNumber, isTrackingNo, normaliseTrackingNo, OTHER_COURIER } from "./couriers";
import { endsAsShunfeng, guessCouriers } from "./guess-couriers";
import { linksOf, trackingLink } from "./tracking-link";

const EVERY: readonly Courier[] = [...COURIERS, OTHER_COURIER];
const guesses = (no: string) => guessCouriers(no).map(({ name }) => name);

describe("a courier", () => {
  test.each([
    ["顺丰", "shunfeng"],
    ["顺丰快递", "shunfeng"],
    ["SF", "shunfeng"],
    ["ｓｆ", "shunfeng"],
    [" 顺丰 速运 ", "shunfeng"],
    ["顺丰速运有限公司", "shunfeng"],
    ["顺丰速运（集团）有限公司", "shunfeng"],
    ["圆通快递", "yuantong"],
    ["J&T", "jtexpress"],
    ["JTSD", "jtexpress"],
    ["京东", "jd"],
    ["EMS", "ems"],
    ["中国邮政", "youzhengguonei"],
    ["其它", "other"],
  ])("is found by what people type: %s", (typed, code) => {
    expect(findCourier(typed)?.code).toBe(code);
  });

  test("that nobody has heard of is not guessed at", () => {
    for (const typed of ["", " ", "快递", "有限公司", "飞鸽传书", "顺"]) expect(findCourier(typed)).toBeNull();
  });

  test("has names of its own: none is shared by two", () => {
    for (const courier of EVERY)
      for (const name of [courier.name, courier.code, courier.short, ...courier.aliases]) expect(findCourier(name), name).toBe(courier);
  });

  test("is not what goods handed over in person go with", () => {
    expect(["自提", "同城", "无需物流", "顺丰"].map(findWithoutNumber)).toEqual(["上门自提", "同城配送", "无需物流", null]);
  });
});

describe("a tracking number", () => {
  test("is kept without spaces, dashes and full width, in upper case", () => {
    expect(normaliseTrackingNo(" ｓｆ 1007–8967-81640\u200b\t")).toBe("SF1007896781640");
    expect(normaliseTrackingNo("'7312345678901 2")).toBe("73123456789012");
  });

  test("has 6 to 32 letters and digits, and a digit among them", () => {
    for (const no of ["123456", "SF1007896781640", "A".repeat(31).concat("1")]) expect(isTrackingNo(no), no).toBe(true);
    for (const no of ["", "12345", "1".repeat(33), "SHUNFENG", "1.23457E+13", "单号123456", "sf1007896781640"])
      expect(isTrackingNo(no), no).toBe(false);
  });
});

describe("whose number it is", () => {
  test.each([
    ["SF1007896781640", "顺丰速运"],
    ["sf 1007 8967 81640", "顺丰速运"],
    ["YT8812345678901", "圆通速递"],
    ["YT881234567890123", "圆通速递"],
    ["JT5123456789012", "极兔速递"],
    ["JDVA12345678901", "京东物流"],
    ["DPK123456789012", "德邦快递"],
    ["EA123456789CN", "邮政EMS"],
    ["771234567890123", "申通快递"],
    ["78123456789012", "中通快递"],
    ["4312345678901", "韵达快递"],
    ["9612345678901", "邮政快递包裹"],
  ])("%s is told from its form", (no, name) => {
    expect(guesses(no)).toEqual([name]);
  });

  test("is left open where its form says nothing", () => {
    for (const no of ["", "123456", "1234567890", "XX1234567890"]) expect(guesses(no)).toEqual([]);
  });

  test("is not 顺丰 where its last digit does not fit", () => {
    for (let last = 0; last < 10; last++) expect(endsAsShunfeng(`100789678164${last}`)).toBe(last === 0);
    expect(guesses("SF1007896781641")).toEqual([]);
  });

  test("of one digit more or less in the middle, nobody is named by mistake", () => {
    expect(guesses("SF100789678164")).toEqual([]);
    expect(guesses("SF10078967816400")).toEqual([]);
  });
});

describe("the page on which a parcel is followed", () => {
  const facts = { shopName: "小铺 & 茶", backUrl: "https://shop.example/orders?tab=to_receive" };
  const [shunfeng] = COURIERS;

  test("is https, and nothing of what it is given can become a part of its own", () => {
    const links = trackingLink(shunfeng, "SF1&com=x#", facts);
    const mobile = new URL(links.mobile);
    expect(mobile.origin + mobile.pathname).toBe("https://m.kuaidi100.com/app/query/");
    expect(Object.fromEntries(mobile.searchParams)).toEqual({
      coname: facts.shopName,
      nu: "SF1&com=x#",
      com: "shunfeng",
      callbackurl: facts.backUrl,
    });
    const desktop = new URL(links.desktop);
    expect(desktop.origin + desktop.pathname).toBe("https://www.kuaidi100.com/chaxun");
    expect(Object.fromEntries(desktop.searchParams)).toEqual({ com: "shunfeng", nu: "SF1&com=x#" });
  });

  test("does not lead back by http or by a script", () => {
    for (const backUrl of ["http://shop.example/", "javascript:alert(1)", ""])
      expect(trackingLink(shunfeng, "SF1007896781640", { ...facts, backUrl }).mobile).not.toContain("callbackurl");
  });

  test("finds out itself whose number it is where the courier is another one, or was typed freely once", () => {
    for (const courier of ["其他", "飞鸽传书"]) expect(linksOf({ courier, trackingNo: "X123456" }, facts)?.desktop).not.toContain("com=");
    expect(linksOf({ courier: "邮政EMS", trackingNo: "EA123456789CN" }, facts)?.desktop).toContain("com=ems");
  });

  test("is not there for a parcel without a number", () => {
    expect(linksOf({ courier: "同城配送", trackingNo: null }, facts)).toBeNull();
    expect(linksOf({ courier: "同城配送", trackingNo: "A1234567" }, facts), "nor for a number that is no courier's").toBeNull();
  });
});
