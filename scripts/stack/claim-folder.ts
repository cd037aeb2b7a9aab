// Of several starts on one data folder, one at a time looks who runs there and takes it.
import { readdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { CliError } from "../process/cli-error";
import { identityOf } from "../process/processes";

/** Who holds a claim is in the file's name, which is there as a whole or not at all. */
const CLAIM = /^start-(\d+)-(.+)$/;
/** Longer than ending what a killed start left running takes. */
const PATIENCE_MS = 60_000;

/**
 * Waits until no other living process has a claim on the folder; the function that it returns gives the claim up.
 * @throws {CliError} when another one keeps its claim
 */
export async function claimFolder(folder: string, patienceMs = PATIENCE_MS): Promise<() => void> {
  const mine = `start-${process.pid}-${encodeURIComponent(identityOf(process.pid) ?? "")}`;
  const giveUp = () => rmSync(path.join(folder, mine), { force: true });
  const until = performance.now() + patienceMs;
  for (;;) {
    // Each says first that it is there, and then looks: of two at the same moment, one sees the other, or both do and try again.
    writeFileSync(path.join(folder, mine), "");
    const other = findOther(folder, mine);
    if (other === null) return giveUp;
    giveUp();
    if (performance.now() > until)
      throw new CliError(
        `Another start on ${folder} is under way (process ${other}): wait until it is done, or set DATA_DIR to another folder.`,
      );
    await sleep(20 + Math.random() * 100);
  }
}

/** The number of a living process with a claim; claims of the dead are removed. */
function findOther(folder: string, mine: string): number | null {
  for (const name of readdirSync(folder)) {
    const [, pid, identity] = CLAIM.exec(name) ?? [];
    if (name === mine || pid === undefined || identity === undefined) continue;
    if (identityOf(Number(pid)) === decodeURIComponent(identity)) return Number(pid);
    rmSync(path.join(folder, name), { force: true });
  }
  return null;
}
