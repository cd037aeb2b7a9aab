import { describe, expect, test } from "vitest";
import { browserKind, payScreen } from "./browser-kind";

const IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)";
const ANDROID = "Mozilla/5.0 (Linux; Android 14; PJZ110 Build/UKQ1.230924.001; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0";
const CHROMIUM = "Chrome/121.0.6167.71 MQQBrowser/6.2 TBS/047601 Mobile Safari/537.36";

describe("a shopper pays where they are", () => {
  test.each([
    ["Safari on an iPhone", `${IPHONE} Version/17.5 Mobile/15E148 Safari/604.1`],
    [
      "Chrome on Android",
      "Mozilla/5.0 (Linux; Android 14; Pixel 7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36",
    ],
    [
      "the QQ browser, which is no chat",
      `Mozilla/5.0 (Linux; U; Android 13; zh-cn) AppleWebKit/537.36 Chrome/109.0 MQQBrowser/14.9 Mobile Safari/537.36`,
    ],
    ["UC on Android", "Mozilla/5.0 (Linux; U; Android 12; zh-CN; M2102J2SC) AppleWebKit/537.36 UCBrowser/15.5.6.1206 Mobile Safari/537.36"],
    [
      "HarmonyOS",
      "Mozilla/5.0 (Phone; OpenHarmony 5.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/114.0.0.0 Safari/537.36 ArkWeb/4.1 Mobile",
    ],
    [
      "Alipay itself",
      `${IPHONE} Mobile/15E148 Ariver/1.1.0 AliApp(AP/10.5.90.6000) Nebula WK RVKType(0) AlipayClient/10.5.90.6000 Language/zh-Hans`,
    ],
  ])("%s", (_name, ua) => {
    expect(browserKind(ua)).toBe("phone");
  });
});

describe("a shopper inside an app that blocks Alipay is guided out", () => {
  test.each([
    ["WeChat on an iPhone", `${IPHONE} Mobile/15E148 MicroMessenger/8.0.49(0x18003128) NetType/WIFI Language/zh_CN`],
    ["WeChat on Android", `${ANDROID} ${CHROMIUM} MicroMessenger/8.0.47.2560(0x28002F35) WeChat/arm64 Weixin NetType/5G`],
    ["QQ on an iPhone", `${IPHONE} Mobile/15E148 QQ/9.0.50.628 V1_IPH_SQ_9.0.50_1_APP_A Pixel/1170`],
    ["QQ on Android", `${ANDROID} ${CHROMIUM} V1_AND_SQ_9.0.50_6258_YYB_D QQ/9.0.50.15545 NetType/WIFI`],
    ["Weibo", `${IPHONE} Mobile/15E148 Weibo (iPhone14,5__weibo__14.5.1__iphone__os17.5)`],
    ["Douyin", `${IPHONE} Mobile/15E148 aweme_30.1.0 JsSdk/2.0 NetType/WIFI Channel/App ByteLocale/zh Region/CN BytedanceWebview/d8a21c6`],
  ])("%s", (_name, ua) => {
    expect(browserKind(ua)).toBe("in_app");
  });
});

describe("a visitor at a desk goes on with the phone", () => {
  test.each([
    [
      "Chrome on Windows",
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36",
    ],
    [
      "Safari on a Mac",
      "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15",
    ],
    [
      "WeChat on Windows",
      "Mozilla/5.0 (Windows NT 6.1; WOW64) AppleWebKit/537.36 Chrome/116.0.0.0 Safari/537.36 MicroMessenger/7.0.20 WindowsWechat(0x63090a13)",
    ],
    ["no name at all", null],
  ])("%s", (_name, ua) => {
    expect(browserKind(ua)).toBe("desktop");
  });
});

describe("a visitor at a desk pays there", () => {
  const chrome = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36";
  const phone = `${ANDROID} Chrome/130.0.0.0 Mobile Safari/537.36`;

  test("where the contract has a page for computers, and nowhere else", () => {
    expect(payScreen(chrome, { hasComputerPage: true })).toBe("computer");
    expect(payScreen(chrome, { hasComputerPage: false })).toBeNull();
    expect(payScreen(null, { hasComputerPage: false })).toBeNull();
    for (const hasComputerPage of [true, false]) expect(payScreen(phone, { hasComputerPage })).toBe("phone");
  });

  test("but not inside WeChat, which blocks Alipay at a desk and in the hand", () => {
    for (const app of [`${chrome} MicroMessenger/7.0.20 WindowsWechat(0x63090a13)`, `${phone} MicroMessenger/8.0.49`])
      expect(payScreen(app, { hasComputerPage: true })).toBeNull();
  });
});
