import { test as base, type Page } from "playwright/test";
import { type Stack, startStack } from "./start-stack";

export { expect } from "playwright/test";

const OWNER = { login: "owner", password: "correct horse battery" };

type WorkerFixtures = {
  /** The shop's variables of a file: `test.use({ stackEnv: { ORDER_EXPIRES_IN_SECONDS: "8" } })` at its top gives it a stack of its own. */
  stackEnv: Record<string, string>;
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
  stackEnv: [{}, { scope: "worker", option: true }],
  stack: [
    async ({ stackEnv }, use) => {
      const stack = await startStack(stackEnv);
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
