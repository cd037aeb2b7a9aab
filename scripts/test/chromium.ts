import { existsSync } from "node:fs";

const SYSTEM_CHROMIUM = "/usr/bin/chromium";

/** The browser to run: CHROMIUM_PATH, else the system's, else (undefined) Playwright's own. */
export function chromiumPath(): string | undefined {
  return process.env.CHROMIUM_PATH || (existsSync(SYSTEM_CHROMIUM) ? SYSTEM_CHROMIUM : undefined);
}
