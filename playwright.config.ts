import { defineConfig, devices, type PlaywrightTestConfig } from "playwright/test";
import type { ShopOptions } from "./e2e/support/stack";
import { chromiumPath } from "./scripts/test/chromium";

type Config = PlaywrightTestConfig<object, ShopOptions>;
type Project = NonNullable<Config["projects"]>[number];

const executablePath = chromiumPath();
const isRoot = process.getuid?.() === 0;

const DESKTOP = "**/*.desktop.spec.ts";
/** These test nothing that depends on the protocol. */
const PROTOCOL_FREE = [
  ...[
    "accessibility",
    "accessibility-coupons",
    "addresses",
    "after-a-deploy",
    "alerts",
    "books",
    "bulk-shipping",
    "english",
    "find-goods",
    "goods",
    "goods-table",
    "hundred-orders",
    "list-price",
    "no-network",
  ],
  ...[
    "old-browsers",
    "old-tab",
    "opening",
    "order-page",
    "order-tabs",
    "poster",
    "public-pages",
    "settings",
    "shipping",
    "stack",
    "staff",
    "start",
    "word-to-buyers",
  ],
].map((name) => `**/${name}.*`);
/** A journey with this word in its title does not depend on the screen, so one phone is enough. */
const ONCE = /@once/;
/** These words say which protocols a journey makes sense for. */
const OF_THE_TOKEN_PROTOCOL = /@no-bill/;
const OF_TODAYS_PROTOCOL = /@bill|@computer-page/;
const WITHOUT_PASSWORD = /@without-password/;

const SMALL_ANDROID = { ...devices["Galaxy S9+"], viewport: { width: 360, height: 740 }, screen: { width: 360, height: 740 } };
const DESK = { ...devices["Desktop Chrome"], viewport: { width: 1280, height: 800 } };

/** Every phone is a Chromium that looks like it: touch, screen, user agent. */
function phone(name: string, { use, ...more }: Project): Project {
  return { name, testIgnore: DESKTOP, ...more, use: { ...use, browserName: "chromium" } };
}

function desk(name: string, { use, ...more }: Project): Project {
  return { name, testMatch: DESKTOP, ...more, use: { ...DESK, ...use } };
}

export default defineConfig<object, ShopOptions>({
  testDir: "e2e",
  outputDir: "test-results",
  globalSetup: "./e2e/support/global-setup.ts",
  fullyParallel: false,
  workers: 2,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: process.env.PLAYWRIGHT_JSON ? [["line"], ["json", { outputFile: process.env.PLAYWRIGHT_JSON }]] : [["list"]],
  use: {
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
    // What goes through it is out of the reach of page.route; e2e/no-network.spec.ts is about it.
    serviceWorkers: "block",
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      args: [
        ...(isRoot ? ["--no-sandbox"] : []),
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  projects: [
    phone("iPhone 15", { use: devices["iPhone 15"] }),
    phone("Pixel 7", { use: devices["Pixel 7"], grepInvert: ONCE }),
    phone("small Android", { use: SMALL_ANDROID, grepInvert: ONCE }),
    desk("desktop", { grepInvert: [OF_TODAYS_PROTOCOL, WITHOUT_PASSWORD] }),
    phone("Pixel 7, openapi", { use: { ...devices["Pixel 7"], contract: "openapi-keys" }, testIgnore: [DESKTOP, ...PROTOCOL_FREE] }),
    desk("desktop, openapi", { use: { contract: "openapi-keys" }, testIgnore: PROTOCOL_FREE, grepInvert: OF_THE_TOKEN_PROTOCOL }),
    phone("iPhone 15, certificates", {
      use: { ...devices["iPhone 15"], contract: "openapi-certificates" },
      testMatch: "**/buy-and-pay.spec.ts",
    }),
    desk("desktop, MD5 and refunds without a password", { use: { contract: "wap-token-md5-nopwd" }, testMatch: "**/refunds.desktop.*" }),
    desk("desktop, certificates", {
      use: { contract: "openapi-certificates" },
      testMatch: ["**/refunds.desktop.*", "**/reports.desktop.*"],
      grepInvert: OF_THE_TOKEN_PROTOCOL,
    }),
  ],
});
