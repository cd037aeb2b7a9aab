import { test as base, type Page } from "playwright/test";
import { type Stack, startStack } from "./start-stack";

export { expect } from "playwright/test";

const OWNER = { login: "owner", password: "correct horse battery" };

/** How the shop and Alipay are bound: the protocol, with the first one how it signs and refunds, with today's the kind of its keys. */
export type ContractKind = keyof typeof CONTRACTS;

const CONTRACTS = {
  "wap-token": { ALIPAY_PROTOCOL: "wap-token" },
  "wap-token-md5-nopwd": { ALIPAY_PROTOCOL: "wap-token", ALIPAY_SEC_ID: "MD5", ALIPAY_WAP_REFUND: "nopwd" },
  "openapi-keys": { ALIPAY_PROTOCOL: "openapi", ALIPAY_KEY_MODE: "key" },
  "openapi-certificates": { ALIPAY_PROTOCOL: "openapi", ALIPAY_KEY_MODE: "certificate" },
} as const;

/** What a project or a file may say about the shop that it wants. */
export type ShopOptions = {
  /** A project of playwright.config.ts says which. Nothing of it shows to a shopper, so no journey but for its faults looks at it. */
  contract: ContractKind;
  /** The shop's variables of a file: `test.use({ stackEnv: { ORDER_EXPIRES_IN_SECONDS: "8" } })` at its top gives it a stack of its own. */
  stackEnv: Record<string, string>;
  /** How many days behind the emulator's clock starts. */
  gatewayDaysBehind: number;
};

type WorkerFixtures = ShopOptions & {
  /** A whole shop, shared by the tests of one worker. */
  stack: Stack;
};

type TestFixtures = {
  /** Heals the emulator after each test. */
  healed: undefined;
  /** Brings a page into the back office: sets it up the first time, logs in after that. */
  logInAsOwner: (page: Page) => Promise<void>;
};

export const test = base.extend<TestFixtures, WorkerFixtures>({
  contract: ["wap-token", { scope: "worker", option: true }],
  stackEnv: [{}, { scope: "worker", option: true }],
  gatewayDaysBehind: [0, { scope: "worker", option: true }],
  stack: [
    async ({ contract, stackEnv, gatewayDaysBehind }, use) => {
      const stack = await startStack({ env: { ...CONTRACTS[contract], ...stackEnv }, gatewayDaysBehind });
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
