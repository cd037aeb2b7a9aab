import { createPublicKey, generateKeyPairSync } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { APP_ID, NOW, newAppWorld, SELLER_ID } from "@/lib/alipay/fixtures/app-contract";
import { parseEnv } from "@/lib/server/env";
import { readConfig } from "./config";

const app = newAppWorld("certificate", { bits: 2048 });
const appPrivateKey = app.config.privateKey.export({ type: "pkcs8", format: "pem" }).toString();
const alipayRsa2PublicKey = createPublicKey(app.contract.alipayPrivateKey).export({ type: "spki", format: "pem" }).toString();
const formerPublicKey = generateKeyPairSync("rsa", { modulusLength: 2048 }).publicKey.export({ type: "spki", format: "pem" }).toString();
const certificates = { app: "", alipay: "", root: "", ...app.certificates };

const dataDir = mkdtempSync(path.join(tmpdir(), "xiaopu-config-"));
mkdirSync(path.join(dataDir, "emulator"));
writeFileSync(
  path.join(dataDir, "emulator", "merchant.json"),
  JSON.stringify({
    partner: "2088000000000001",
    sellerAccount: "shop@example.com",
    sellerId: "2088000000000001",
    md5Key: "0123456789abcdef0123456789abcdef",
    appId: APP_ID,
    appPrivateKey,
    alipayRsa2PublicKey,
    appCert: certificates.app,
    alipayCert: certificates.alipay,
    rootCert: certificates.root,
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
const liveApp = {
  ...base,
  SHOP_URL: "https://shop.example.com",
  ALIPAY_PROTOCOL: "openapi",
  ALIPAY_APP_ID: APP_ID,
  ALIPAY_SELLER_ID: SELLER_ID,
  ALIPAY_PRIVATE_KEY: appPrivateKey,
};
const withKey = { ...liveApp, ALIPAY_PUBLIC_KEY: alipayRsa2PublicKey };
const withCertificates = {
  ...liveApp,
  ALIPAY_APP_CERT: certificates.app,
  ALIPAY_CERT: certificates.alipay,
  ALIPAY_ROOT_CERT: certificates.root,
};
const boot = (source: Record<string, string>) => readConfig(parseEnv(source), NOW);

describe("the shop starts", () => {
  test("against the emulator on a developer's own machine", () => {
    const { config, contract } = boot(demo);
    expect(config).toMatchObject({
      shopUrl: "http://127.0.0.1:3000",
      demo: true,
      orderExpiresInMs: 1_800_000,
      cashierOrigins: ["http://127.0.0.1:4000"],
    });
    expect(contract).toMatchObject({
      protocol: "wap-token",
      config: { partner: "2088000000000001", mapiGatewayUrl: "http://127.0.0.1:4000/gateway.do" },
    });
  });

  test("with real keys, and is no demonstration then", () => {
    const { config, contract } = boot(live);
    expect(config).toMatchObject({ shopUrl: "https://shop.example.com", demo: false });
    expect(contract).toMatchObject({ protocol: "wap-token", config: { wapGatewayUrl: "https://wappaygw.alipay.com/service/rest.htm" } });
  });

  test("on a phone's network, with the cashier under the name that the phone can reach", () => {
    const { config } = boot({ ...demo, SHOP_URL: "http://192.168.1.9:3000", ALIPAY_EMULATOR_PUBLIC_URL: "http://192.168.1.9:4000" });
    expect(config.cashierOrigins).toEqual(["http://192.168.1.9:4000"]);
  });

  test("as a public demonstration only when told so", () => {
    const open = { ...demo, SHOP_URL: "https://demo.example.com" };
    expect(() => boot(open)).toThrow(/SHOP_URL is public/);
    expect(boot({ ...open, ALIPAY_EMULATOR_ON_PUBLIC_SHOP: "yes" }).config.demo).toBe(true);
    expect(() => boot({ ...open, ALIPAY_EMULATOR_ON_PUBLIC_SHOP: "true" })).toThrow(/SHOP_URL is public/);
  });

  test("and sends alerts to its own machine only as a demonstration that nobody on the internet reaches", () => {
    expect(boot(demo).config.alertsToLoopback).toBe(true);
    const open = { ...demo, SHOP_URL: "https://demo.example.com", ALIPAY_EMULATOR_ON_PUBLIC_SHOP: "yes" };
    expect(boot(open).config.alertsToLoopback).toBe(false);
    expect(boot(live).config.alertsToLoopback).toBe(false);
    expect(boot({ ...live, SHOP_URL: "http://127.0.0.1:3000" }).config.alertsToLoopback).toBe(false);
  });
});

describe("the shop starts on the current protocol by configuration alone", () => {
  test.each(["key", "certificate"])("against the emulator, in %s mode", (mode) => {
    const { config, contract } = boot({ ...demo, ALIPAY_PROTOCOL: "openapi", ALIPAY_KEY_MODE: mode });
    expect(config).toMatchObject({ demo: true, cashierOrigins: ["http://127.0.0.1:4000"] });
    expect(contract).toMatchObject({
      protocol: "openapi",
      config: { appId: APP_ID, gatewayUrl: "http://127.0.0.1:4000/gateway.do", trust: { mode } },
    });
  });

  test("with Alipay's key or with certificates, whichever are set", () => {
    expect(boot(withKey).contract).toMatchObject({
      config: { trust: { mode: "key" }, gatewayUrl: "https://openapi.alipay.com/gateway.do" },
    });
    expect(boot({ ...withCertificates, ALIPAY_KEY_MODE: "certificate" }).contract).toMatchObject({
      config: { trust: { mode: "certificate" } },
    });
    expect(boot(withKey).config.demo).toBe(false);
  });

  test("with Alipay's old key as well while the key changes, and says that it is still believed", () => {
    const { contract } = boot({ ...withKey, ALIPAY_FORMER_PUBLIC_KEY: formerPublicKey });
    expect(contract).toMatchObject({ config: { trust: { mode: "key", formerPublicKey: createPublicKey(formerPublicKey) } } });
    expect(contract.warnings).toEqual([expect.stringContaining("ALIPAY_FORMER_PUBLIC_KEY")]);
    expect(contract.doctor.openapi).toMatchObject({ formerAlipayPublicKey: formerPublicKey });
    expect(() => boot({ ...withKey, ALIPAY_FORMER_PUBLIC_KEY: alipayRsa2PublicKey })).toThrow(/ALIPAY_FORMER_PUBLIC_KEY must be/);
    expect(() => boot({ ...demo, ALIPAY_FORMER_PUBLIC_KEY: formerPublicKey })).toThrow(/ALIPAY_FORMER_PUBLIC_KEY.*both set/);
  });

  test("with the page for computers where the contract has it, and says so where the protocol knows none", () => {
    const pageOf = (env: Record<string, string>) => {
      const { contract } = boot(env);
      return contract.protocol === "openapi" && (contract.config.computerPage ?? false);
    };
    expect(pageOf(withKey)).toBe(false);
    expect(pageOf({ ...withKey, ALIPAY_COMPUTER_PAGE: "on" })).toBe(true);
    expect(pageOf({ ...demo, ALIPAY_PROTOCOL: "openapi", ALIPAY_COMPUTER_PAGE: "on" })).toBe(true);
    expect(boot({ ...demo, ALIPAY_COMPUTER_PAGE: "on" }).contract.warnings).toEqual([expect.stringContaining("ALIPAY_COMPUTER_PAGE")]);
    expect(boot({ ...demo, ALIPAY_COMPUTER_PAGE: "off" }).contract.warnings).toEqual([]);
    expect(() => boot({ ...withKey, ALIPAY_COMPUTER_PAGE: "yes" })).toThrow(/ALIPAY_COMPUTER_PAGE/);
  });

  test("with certificates that lie in files, as they were downloaded", () => {
    const file = path.join(dataDir, "appCertPublicKey.crt");
    writeFileSync(file, certificates.app);
    expect(boot({ ...withCertificates, ALIPAY_APP_CERT: file }).contract.protocol).toBe("openapi");
    expect(() => boot({ ...withCertificates, ALIPAY_APP_CERT: `${file}.gone` })).toThrow(/ALIPAY_APP_CERT is neither/);
  });

  test("and refuses half of a contract, the other mode's keys, another protocol's number", () => {
    expect(() => boot(liveApp)).toThrow(/ALIPAY_PUBLIC_KEY is missing/);
    expect(() => boot({ ...withKey, ALIPAY_APP_ID: "" })).toThrow(/ALIPAY_APP_ID is missing/);
    expect(() => boot({ ...withKey, ALIPAY_KEY_MODE: "certificate" })).toThrow(/ALIPAY_KEY_MODE is certificate/);
    expect(() => boot({ ...withKey, ALIPAY_PROTOCOL: "" })).toThrow(/set ALIPAY_PROTOCOL=openapi/);
    expect(() => boot({ ...demo, ALIPAY_PROTOCOL: "mini-program" })).toThrow(/ALIPAY_PROTOCOL/);
    expect(() => boot({ ...demo, ALIPAY_APP_CERT: certificates.app })).toThrow(/ALIPAY_APP_CERT.*both set/);
  });
});

describe("a shop that changes its contract has both", () => {
  const { ALIPAY_PARTNER, ALIPAY_SELLER_ACCOUNT, ALIPAY_MD5_KEY } = live;
  const left = {
    ALIPAY_PREVIOUS_PROTOCOL: "wap-token",
    ALIPAY_PREVIOUS_PARTNER: ALIPAY_PARTNER,
    ALIPAY_PREVIOUS_SELLER_ACCOUNT: ALIPAY_SELLER_ACCOUNT,
    ALIPAY_PREVIOUS_MD5_KEY: ALIPAY_MD5_KEY,
  };

  test("with real keys, each out of its own variables, and buyers are sent to both cashiers", () => {
    const { config, contract, previous } = boot({ ...withKey, ...left });
    expect(contract).toMatchObject({ protocol: "openapi", config: { appId: APP_ID } });
    expect(previous).toMatchObject({ protocol: "wap-token", config: { partner: ALIPAY_PARTNER, keys: { md5Key: ALIPAY_MD5_KEY } } });
    expect(config.cashierOrigins).toEqual(["https://openapi.alipay.com", "https://wappaygw.alipay.com"]);
    expect(boot(withKey).previous).toBeNull();
  });

  test("with the emulator's, in either direction, or with other keys of the same one", () => {
    expect(boot({ ...demo, ALIPAY_PROTOCOL: "openapi", ALIPAY_PREVIOUS_PROTOCOL: "wap-token" }).previous?.protocol).toBe("wap-token");
    expect(boot({ ...demo, ALIPAY_PREVIOUS_PROTOCOL: "openapi", ALIPAY_PREVIOUS_KEY_MODE: "certificate" })).toMatchObject({
      contract: { protocol: "wap-token" },
      previous: { protocol: "openapi", config: { trust: { mode: "certificate" } } },
    });
    expect(boot({ ...live, ...left, ALIPAY_PREVIOUS_MD5_KEY: "f".repeat(32) }).previous).toMatchObject({
      config: { keys: { md5Key: "f".repeat(32) } },
    });
  });

  test.each<[string, Record<string, string>, RegExp]>([
    ["half of the old one", { ...left, ALIPAY_PREVIOUS_PARTNER: "" }, /ALIPAY_PREVIOUS_PARTNER is missing/],
    [
      "a broken key of the old one",
      { ...left, ALIPAY_PREVIOUS_SEC_ID: "0001" },
      /ALIPAY_PREVIOUS_PRIVATE_KEY is missing: with ALIPAY_PREVIOUS_SEC_ID=0001/,
    ],
    ["keys without their protocol", { ...left, ALIPAY_PREVIOUS_PROTOCOL: "" }, /ALIPAY_PREVIOUS_PROTOCOL is missing/],
    ["a protocol that there is not", { ...left, ALIPAY_PREVIOUS_PROTOCOL: "mini" }, /ALIPAY_PREVIOUS_PROTOCOL/],
    ["a name that nobody reads", { ...left, ALIPAY_PREVIOUS_PARTNR: "1" }, /ALIPAY_PREVIOUS_PARTNR is no variable of a contract/],
    ["an emulator of its own", { ALIPAY_PREVIOUS_EMULATOR_URL: "http://127.0.0.1:4000" }, /ALIPAY_PREVIOUS_EMULATOR_URL is no variable/],
    [
      "the keys of the other mode",
      { ...prefixed(withKey), ALIPAY_PREVIOUS_KEY_MODE: "certificate" },
      /ALIPAY_PREVIOUS_KEY_MODE is certificate/,
    ],
    ["the same contract once more", prefixed(withKey), /ALIPAY_PREVIOUS_… is the current contract once more/],
    [
      "the same app with another seller",
      { ...prefixed(withKey), ALIPAY_PREVIOUS_SELLER_ID: "2088000000000099" },
      /ALIPAY_PREVIOUS_SELLER_ID is not ALIPAY_SELLER_ID/,
    ],
  ])("and refuses %s, by its full name", (_, more, sentence) => {
    expect(() => boot({ ...withKey, ...more })).toThrow(sentence);
  });

  test("and never a real one beside the emulator's", () => {
    expect(() => boot({ ...demo, ...left })).toThrow(
      /ALIPAY_EMULATOR_URL and real keys \(ALIPAY_PREVIOUS_PARTNER, ALIPAY_PREVIOUS_MD5_KEY\)/,
    );
    expect(() => boot({ ...withKey, ALIPAY_PREVIOUS_PROTOCOL: "wap-token" })).toThrow(/ALIPAY_PREVIOUS_PARTNER is missing/);
  });

  test("what is wrong with both is said at once", () => {
    expect(() => boot({ ...withKey, ...left, ALIPAY_APP_ID: "", ALIPAY_PREVIOUS_PARTNER: "2" })).toThrow(
      /ALIPAY_APP_ID is missing[\s\S]*ALIPAY_PREVIOUS_PARTNER must be 16 digits/,
    );
  });

  function prefixed(variables: Record<string, string>): Record<string, string> {
    const own = Object.entries(variables).filter(([name]) => name.startsWith("ALIPAY_"));
    return Object.fromEntries(own.map(([name, value]) => [name.replace("ALIPAY_", "ALIPAY_PREVIOUS_"), value]));
  }
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

  test.each(["tea", "T1", "T-A", "ABCDEFGHI", "茶"])("when %s is to be in its payments' numbers", (prefix) => {
    expect(() => boot({ ...demo, SHOP_PREFIX: prefix })).toThrow(/SHOP_PREFIX/);
    expect(boot({ ...demo, SHOP_PREFIX: "TEA" }).config.numberPrefix).toBe("TEA");
    expect(boot({ ...demo, SHOP_PREFIX: "" }).config.numberPrefix).toBe("");
  });

  test("when the token protocol is to refund in a way that there is not", () => {
    expect(() => boot({ ...live, ALIPAY_WAP_REFUND: "maybe" })).toThrow(/ALIPAY_WAP_REFUND/);
    expect(boot({ ...live, ALIPAY_WAP_REFUND: "nopwd" }).contract).toMatchObject({ config: { refundMode: "nopwd" } });
    expect(boot(live).contract).toMatchObject({ config: { refundMode: "pwd" } });
  });

  test("no variable turns verification off", () => {
    const { contract } = boot({ ...live, ALIPAY_SKIP_VERIFY: "1", NODE_ENV: "development", ALIPAY_NOTIFY_VERIFY: "off" });
    expect(contract).toMatchObject({ protocol: "wap-token", config: { notifyVerify: false } });
    expect(JSON.stringify(contract)).not.toMatch(/skip/i);
  });
});
