// The browser for the journeys, and a font with Chinese characters.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium } from "playwright";
import { CliError } from "../process/cli-error";
import type { BuildOptions } from "../stack/build";
import { aptInstall, hasApt } from "./apt";
import { chromiumPath } from "./chromium";

/**
 * Makes sure that there is a Chromium (CHROMIUM_PATH, the system's, or Playwright's own). For root on Debian, apt-get installs one.
 * @throws {CliError} when there is none
 */
export async function ensureBrowser(options: BuildOptions): Promise<void> {
  const wanted = [...(hasBrowser() ? [] : ["chromium"]), ...(hasChineseFont() ? [] : ["fonts-noto-cjk"])];
  if (wanted.length === 0) return;
  if (hasApt()) await aptInstall(wanted, options);
  if (!hasBrowser())
    throw new CliError(
      "There is no Chromium for the browser tests: run `npx playwright install chromium`, or install one and name it in CHROMIUM_PATH.",
    );
}

function hasBrowser(): boolean {
  return existsSync(chromiumPath() ?? chromium.executablePath());
}

function hasChineseFont(): boolean {
  if (process.platform !== "linux") return true;
  const listed = spawnSync("fc-list", [":lang=zh"], { encoding: "utf8" });
  return listed.status === 0 && listed.stdout.trim() !== "";
}
