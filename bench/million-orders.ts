import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import { ROOT } from "../scripts/bootstrap/root.mjs";
import type { Bench } from "./run-bench";

/** Runs `npm run bench:million`, whose code is the shop's own and needs a process that reads it as a server does, and returns its table. */
export function measureMillion({ progress }: Bench): Promise<string> {
  const args = ["--conditions=react-server", "--import", "tsx", path.join(ROOT, "bench/million/main.ts")];
  const ask = async () => (await promisify(execFile)(process.execPath, args, { cwd: ROOT })).stdout.trim();
  return progress.step("a thousand orders and a million (some minutes the first time)", ask, { isLong: true });
}
