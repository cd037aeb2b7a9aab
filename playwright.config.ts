import { existsSync } from "node:fs";
import { defineConfig, devices, type Project } from "playwright/test";

const SYSTEM_CHROMIUM = "/usr/bin/chromium";

/** CHROMIUM_PATH, else the system's, else (undefined) Playwright's own. */
const executablePath = process.env.CHROMIUM_PATH || (existsSync(SYSTEM_CHROMIUM) ? SYSTEM_CHROMIUM : undefined);
const isRoot = process.getuid?.() === 0;

/** Every phone is a Chromium that looks like it: touch, screen, user agent. */
function phone(name: string, use: Project["use"], grepInvert?: RegExp): Project {
  return { name, testIgnore: "**/*.desktop.spec.ts", use: { ...use, browserName: "chromium" }, ...(grepInvert ? { grepInvert } : {}) };
}

/** A journey whose title has this word depends on no screen: one phone is enough for it. */
const ONCE = /@once/;

export default defineConfig({
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
    phone("iPhone 15", devices["iPhone 15"]),
    phone("Pixel 7", devices["Pixel 7"], ONCE),
    phone("small Android", { ...devices["Galaxy S9+"], viewport: { width: 360, height: 740 }, screen: { width: 360, height: 740 } }, ONCE),
    { name: "desktop", testMatch: "**/*.desktop.spec.ts", use: { ...devices["Desktop Chrome"], viewport: { width: 1280, height: 800 } } },
  ],
});
