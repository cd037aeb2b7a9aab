import { generateKeyPairSync } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { parseEnv } from "@/lib/server/env";
import { readConfig } from "./config";

const dataDir = mkdtempSync(path.join(tmpdir(), "xiaopu-config-"));
mkdirSync(path.join(dataDir, "emulator"));
writeFileSync(
  path.join(dataDir, "emulator", "merchant.json"),
  JSON.stringify({
    partner: "2088000000000001",
    sellerAccount: "shop@example.com",
    sellerId: "2088000000000001",
    md5Key: "0123456789abcdef0123456789abcdef",
  }),
);
afterAll(() => rmSync(dataDir, { recursive: true }));

const base = { DATABASE_URL: "postgres://shop@127.0.0.1/shop", DATA_DIR: dataDir };
const demo = { ...base, SHOP_URL: "http://127.0.0.1:3000", ALIPAY_EMULATOR_URL: "http://127.0.0.1:4000" };
const live = {
  ...base,
  SHOP_URL: "https://shop.example.com",
  ALIPAY_PARTNER: "2088000000000002",
  ALIPAY_SELLER_ACCOUNT: "owner@example.com",
  ALIPAY_MD5_KEY: "abcdefabcdefabcdefabcdefabcdefab",
};
const boot = (source: Record<string, string>) => readConfig(parseEnv(source));

describe("the shop starts", () => {
  test("against the emulator on a developer's own machine", () => {
    const { config, wap } = boot(demo);
    expect(config).toMatchObject({
      shopUrl: "http://127.0.0.1:3000",
      demo: true,
      orderExpiresInMs: 1_800_000,
      cashierOrigin: "http://127.0.0.1:4000",
    });
    expect(wap).toMatchObject({ partner: "2088000000000001", mapiGatewayUrl: "http://127.0.0.1:4000/gateway.do" });
  });

  test("with real keys, and is no demonstration then", () => {
    const { config, wap } = boot(live);
    expect(config).toMatchObject({ shopUrl: "https://shop.example.com", demo: false });
    expect(wap).toMatchObject({ wapGatewayUrl: "https://wappaygw.alipay.com/service/rest.htm" });
  });

  test("on a phone's network, with the cashier under the name that the phone can reach", () => {
    const { config } = boot({ ...demo, SHOP_URL: "http://192.168.1.9:3000", ALIPAY_EMULATOR_PUBLIC_URL: "http://192.168.1.9:4000" });
    expect(config.cashierOrigin).toBe("http://192.168.1.9:4000");
  });

  test("as a public demonstration only when told so", () => {
    const open = { ...demo, SHOP_URL: "https://demo.example.com" };
    expect(() => boot(open)).toThrow(/SHOP_URL is public/);
    expect(boot({ ...open, ALIPAY_EMULATOR_ON_PUBLIC_SHOP: "yes" }).config.demo).toBe(true);
    expect(() => boot({ ...open, ALIPAY_EMULATOR_ON_PUBLIC_SHOP: "true" })).toThrow(/SHOP_URL is public/);
  });
});

describe("the shop refuses to start", () => {
  test.each(["ALIPAY_PARTNER", "ALIPAY_MD5_KEY", "ALIPAY_PRIVATE_KEY", "ALIPAY_PUBLIC_KEY"])(
    "with the emulator and a real %s mixed",
    (name) => {
      expect(() => boot({ ...demo, [name]: "2088000000000002" })).toThrow(new RegExp(`${name}.*both set`));
    },
  );

  test.each(["shop.example.com", "/shop", "ftp://shop.example.com", "//shop.example.com", "javascript:alert(1)"])(
    "with %s for its address",
    (url) => {
      expect(() => boot({ ...demo, SHOP_URL: url })).toThrow(/SHOP_URL must be an absolute http or https address/);
    },
  );

  test.each([
    "https://shop.example.com/?a=1",
    "https://shop.example.com/shop",
    "https://a:b@shop.example.com",
    "https://shop.example.com/#x",
  ])("with %s, since return and notify addresses have no query of their own", (url) => {
    expect(() => boot({ ...live, SHOP_URL: url })).toThrow(/SHOP_URL must be an origin alone/);
  });

  test("without an address, a database or a contract, and says which", () => {
    expect(() => boot({})).toThrow(/DATABASE_URL is missing[\s\S]*SHOP_URL is missing/);
    expect(() => boot({ ...base, SHOP_URL: "https://shop.example.com" })).toThrow(/ALIPAY_PARTNER/);
    expect(() => boot({ ...demo, DATA_DIR: "/nonexistent" })).toThrow(/start the emulator first/);
  });

  test("with a broken key, and its sentence does not repeat the key", () => {
    const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 1024 });
    const pem = privateKey.export({ type: "pkcs1", format: "pem" }).toString();
    const broken = pem
      .split("\n")
      .filter((_, line) => line !== 3)
      .join("\n");
    try {
      boot({ ...live, ALIPAY_PRIVATE_KEY: broken });
      expect.unreachable();
    } catch (error) {
      expect(String(error)).toContain("ALIPAY_PRIVATE_KEY");
      expect(String(error)).not.toContain(pem.split("\n")[1]);
    }
  });

  test("when a number is none", () => {
    expect(() => boot({ ...demo, ORDER_EXPIRES_IN_SECONDS: "half an hour" })).toThrow(/ORDER_EXPIRES_IN_SECONDS/);
    expect(() => boot({ ...demo, ORDER_EXPIRES_IN_SECONDS: "0" })).toThrow(/ORDER_EXPIRES_IN_SECONDS/);
  });

  test("no variable turns verification off", () => {
    const { wap } = boot({ ...live, ALIPAY_SKIP_VERIFY: "1", NODE_ENV: "development", ALIPAY_NOTIFY_VERIFY: "off" });
    expect(wap.notifyVerify).toBe(false);
    expect(JSON.stringify(wap)).not.toMatch(/skip/i);
  });
});
