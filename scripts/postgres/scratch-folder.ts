import { accessSync, chmodSync, constants, mkdtempSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const MEMORY = "/dev/shm";
const ENOUGH_BYTES = 2 * 1024 ** 3;

/**
 * Makes a folder for what is thrown away. It is in memory if there is enough (a container often has 64 MB), because copying a
 * database there takes a tenth of the time. The account that PostgreSQL runs as for root may enter it.
 */
export function makeScratchFolder(prefix: string): string {
  const folder = mkdtempSync(path.join(hasPlentyOfMemory() ? MEMORY : tmpdir(), prefix));
  chmodSync(folder, 0o711);
  return folder;
}

function hasPlentyOfMemory(): boolean {
  try {
    accessSync(MEMORY, constants.W_OK);
    const { bavail, bsize } = statfsSync(MEMORY);
    return bavail * bsize >= ENOUGH_BYTES;
  } catch {
    return false;
  }
}
