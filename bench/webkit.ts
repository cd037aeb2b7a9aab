// A WebKit to ask: Debian's WebKitGTK through its WebDriver. Playwright's own is not to be had from the npm registry.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import getPort from "get-port";
import type { BuildOptions } from "../scripts/stack/build";
import { aptInstall, hasApt } from "../scripts/test/apt";

const DRIVER = "/usr/bin/WebKitWebDriver";
const SCREEN = "/usr/bin/xvfb-run";
const BROWSERS = ["4.1", "4.0", "6.0"].map((version) => `/usr/lib/x86_64-linux-gnu/webkit2gtk-${version}/MiniBrowser`);

export type WebKit = {
  version: string;
  goTo: (url: string) => Promise<void>;
  /** Runs the body of a function in the page, and returns what it returns. */
  run: <Value>(script: string) => Promise<Value>;
  close: () => Promise<void>;
};

/** Installs it where that can be done; null where there is none. */
export async function openWebKit(options: BuildOptions): Promise<WebKit | null> {
  if (!existsSync(DRIVER) || !existsSync(SCREEN)) {
    if (!hasApt()) return null;
    await aptInstall(["webkit2gtk-driver", "xvfb", "xauth"], options);
  }
  const binary = BROWSERS.find((file) => existsSync(file));
  if (!binary) return null;
  const port = await getPort({ host: "127.0.0.1" });
  // A group of its own: the screen's server and the browser end with it.
  const driver = spawn(SCREEN, ["-a", DRIVER, "-p", String(port)], { stdio: "ignore", detached: true });
  const end = () => driver.pid !== undefined && driver.exitCode === null && process.kill(-driver.pid, "SIGTERM");
  process.once("exit", end);
  const ask = asker(`http://127.0.0.1:${port}`);
  await untilReady(ask);
  const capabilities = { alwaysMatch: { "webkitgtk:browserOptions": { binary, args: ["--automation"] } } };
  const opened = await ask<{ sessionId: string; capabilities: { browserVersion: string } }>("POST", "/session", { capabilities });
  const session = `/session/${opened.sessionId}`;
  return {
    version: opened.capabilities.browserVersion,
    goTo: (url) => ask("POST", `${session}/url`, { url }),
    run: (script) => ask("POST", `${session}/execute/sync`, { script, args: [] }),
    async close() {
      await ask("DELETE", session);
      process.off("exit", end);
      end();
    },
  };
}

type Ask = <Value>(method: "GET" | "POST" | "DELETE", path: string, body?: unknown) => Promise<Value>;

function asker(origin: string): Ask {
  return async (method, path, body) => {
    const response = await fetch(`${origin}${path}`, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
    const { value } = await response.json();
    if (!response.ok) throw new Error(`WebKit's driver: ${value?.error}: ${value?.message}`);
    return value;
  };
}

async function untilReady(ask: Ask): Promise<void> {
  for (let look = 0; look < 100; look++) {
    const status = await ask<{ ready: boolean }>("GET", "/status").catch(() => null);
    if (status) return;
    await pause(100);
  }
  throw new Error("WebKit's driver does not answer.");
}
