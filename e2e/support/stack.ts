import { test as base, type Page } from "playwright/test";
import { type Stack, startStack } from "./start-stack";

export { expect } from "playwright/test";

export const OWNER = { login: "owner", password: "correct horse battery" };

/** The contract with Alipay: the protocol; for the token protocol how it signs and refunds, for today's the kind of its keys. */
export type ContractKind = keyof typeof CONTRACTS;

const CONTRACTS = {
  "wap-token": { ALIPAY_PROTOCOL: "wap-token" },
  "wap-token-md5-nopwd": { ALIPAY_PROTOCOL: "wap-token", ALIPAY_SEC_ID: "MD5", ALIPAY_WAP_REFUND: "nopwd" },
  "openapi-keys": { ALIPAY_PROTOCOL: "openapi", ALIPAY_KEY_MODE: "key" },
  "openapi-certificates": { ALIPAY_PROTOCOL: "openapi", ALIPAY_KEY_MODE: "certificate" },
} as const;

/** Options of the shop that a project or a test file may set. */
export type ShopOptions = {
  /** Set by a project of playwright.config.ts. Shoppers see no difference, so only journeys about faults look at it. */
  contract: ContractKind;
  /** Variables of the shop: `test.use({ stackEnv: { ORDER_EXPIRES_IN_SECONDS: "8" } })` at the top of a file starts a stack for it. */
  stackEnv: Record<string, string>;
  /** How many days behind the emulator's clock starts. */
  gatewayDaysBehind: number;
  /** Whether a proxy on a port of its own stands in front of the shop, as docs/operations.md configures one. */
  behindProxy: boolean;
  /** The name under which browsers reach the shop; passkeys want one that is no bare address. */
  shopHost: "127.0.0.1" | "localhost";
  /** An empty shop with keys of its own instead of a filled demonstration; the emulator is its gateway. */
  isLive: boolean;
  /** What is different in the seeded shop, in SQL. */
  sql: string;
};

type WorkerFixtures = ShopOptions & {
  /** A whole shop, shared by the tests of one worker. */
  stack: Stack;
};

type TestFixtures = {
  /** Removes the emulator's faults after each test. */
  healed: undefined;
  /** Brings a page into the back office: sets it up the first time, logs in after that. */
  logInAsOwner: (page: Page) => Promise<void>;
};

export const test = base.extend<TestFixtures, WorkerFixtures>({
  contract: ["wap-token", { scope: "worker", option: true }],
  stackEnv: [{}, { scope: "worker", option: true }],
  gatewayDaysBehind: [0, { scope: "worker", option: true }],
  behindProxy: [false, { scope: "worker", option: true }],
  shopHost: ["127.0.0.1", { scope: "worker", option: true }],
  isLive: [false, { scope: "worker", option: true }],
  sql: ["", { scope: "worker", option: true }],
  stack: [
    async ({ contract, stackEnv, gatewayDaysBehind, behindProxy, shopHost, isLive, sql }, use) => {
      const env = { ...CONTRACTS[contract], ...stackEnv };
      const stack = await startStack({ env, gatewayDaysBehind, behindProxy, shopHost, isLive, sql });
      await use(stack);
      await stack.stop();
    },
    { scope: "worker", timeout: 120_000 },
  ],
  baseURL: async ({ stack }, use) => use(stack.shopUrl),
  healed: [
    async ({ stack }, use, testInfo) => {
      const before = stack.output().length;
      await use(undefined);
      await stack.emulator.clearFaults();
      if (testInfo.status !== testInfo.expectedStatus)
        await testInfo.attach("shop's output", { body: stack.output().slice(before), contentType: "text/plain" });
    },
    { auto: true },
  ],
  logInAsOwner: async ({ stack }, use) => {
    await use(async (page) => {
      await page.goto("/admin/login");
      const isFirstTime = new URL(page.url()).pathname === "/admin/setup";
      if (isFirstTime) await page.locator("input[name=code]").fill(stack.setupCode());
      await page.locator("input[name=login]").fill(OWNER.login);
      await page.locator("input[name=password]").fill(OWNER.password);
      if (isFirstTime) await page.locator("input[name=repeatPassword]").fill(OWNER.password);
      await page.locator("input[name=password]").press("Enter");
      await page.waitForURL((url) => !/\/admin\/(login|setup)/.test(url.pathname));
    });
  },
});
