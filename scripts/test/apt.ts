import { existsSync } from "node:fs";
import path from "node:path";
import type { BuildOptions } from "../stack/build";
import { runCommand } from "../stack/run-command";

/** Whether missing programs can be had by apt-get: on Debian, as root. */
export function hasApt(): boolean {
  return process.getuid?.() === 0 && existsSync("/usr/bin/apt-get");
}

/** Installs packages by apt-get; a long step. */
export async function aptInstall(packages: string[], { progress, dataDir, signal }: BuildOptions): Promise<void> {
  const logFile = path.join(dataDir, "logs", "apt.log");
  const aptGet = (verb: string, ...args: string[]) =>
    runCommand(["apt-get", verb, ...args], { logFile, what: `apt-get ${verb}`, env: { DEBIAN_FRONTEND: "noninteractive" }, signal });
  await progress.step(
    `installing ${packages.join(" and ")}`,
    async () => {
      await aptGet("update");
      await aptGet("install", "-y", "--no-install-recommends", ...packages);
    },
    { isLong: true },
  );
}
