// The browser of the journeys, and a font with Chinese in it.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { Refusal } from "../stack/refusal.mjs";
import { runCommand } from "../stack/run-command.mjs";

const SYSTEM_CHROMIUM = "/usr/bin/chromium";

/**
 * Sees to a Chromium: CHROMIUM_PATH, the system's, or Playwright's own. Root on Debian gets one by apt-get.
 * @param {{ progress: ReturnType<import("../stack/progress.mjs").createProgress>, dataDir: string, signal?: AbortSignal }} options
 */
export async function ensureBrowser({ progress, dataDir, signal }) {
  const wanted = [...((await hasBrowser()) ? [] : ["chromium"]), ...(hasChineseFont() ? [] : ["fonts-noto-cjk"])];
  if (wanted.length === 0) return;
  if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    const logFile = path.join(dataDir, "logs", "apt.log");
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    await progress.step(
      `installing ${wanted.join(" and ")}`,
      async () => {
        await runCommand(["apt-get", "update"], { logFile, what: "apt-get update", env, signal });
        await runCommand(["apt-get", "install", "-y", "--no-install-recommends", ...wanted], {
          logFile,
          what: "apt-get install",
          env,
          signal,
        });
      },
      { isLong: true },
    );
  }
  if (!(await hasBrowser()))
    throw new Refusal(
      "There is no Chromium for the browser tests: run `npx playwright install chromium`, or install one and name it in CHROMIUM_PATH.",
    );
}

async function hasBrowser() {
  if (process.env.CHROMIUM_PATH) return existsSync(process.env.CHROMIUM_PATH);
  const { chromium } = await import("playwright");
  return existsSync(SYSTEM_CHROMIUM) || existsSync(chromium.executablePath());
}

function hasChineseFont() {
  if (process.platform !== "linux") return true;
  const listed = spawnSync("fc-list", [":lang=zh"], { encoding: "utf8" });
  return listed.status === 0 && listed.stdout.trim() !== "";
}
