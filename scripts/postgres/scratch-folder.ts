import { accessSync, chmodSync, constants, mkdtempSync, readFileSync, statfsSync } from "node:fs";
import { freemem, tmpdir } from "node:os";
import path from "node:path";

const MEMORY = "/dev/shm";
const ENOUGH_BYTES = 2 * 1024 ** 3;
/** What is thrown away may take this share of the memory that nobody uses; the rest is the shop's, whose machine this may be. */
const SHARE_OF_MEMORY = 1 / 4;

/** How much will lie in it, as far as anybody knows, and where else there is room for that; without them it is little. */
type Need = { bytes?: number; disk?: string };

/**
 * Makes a folder for what is thrown away. It is in memory if there is enough (a container often has 64 MB), because copying a
 * database there takes a tenth of the time; what is larger than a share of the memory goes to a disk. The account that PostgreSQL runs as
 * for root may enter it.
 */
export function makeScratchFolder(prefix: string, { bytes = 0, disk = tmpdir() }: Need = {}): string {
  const isSmall = fitsMemory(bytes, { room: roomInMemory(), unused: unusedMemory() });
  const folder = mkdtempSync(path.join(isSmall ? MEMORY : disk, prefix));
  chmodSync(folder, 0o711);
  return folder;
}

/** Whether so many bytes may lie in memory. `room`: of the file system there; `unused`: of the machine; both in bytes. */
export function fitsMemory(bytes: number, { room, unused }: { room: number; unused: number }): boolean {
  return room >= ENOUGH_BYTES && bytes <= Math.min(room, unused) * SHARE_OF_MEMORY;
}

/** 0 where there is no such file system. */
function roomInMemory(): number {
  try {
    accessSync(MEMORY, constants.W_OK);
    const { bavail, bsize } = statfsSync(MEMORY);
    return bavail * bsize;
  } catch {
    return 0;
  }
}

/** Linux says it with what it would give back from its caches. */
function unusedMemory(): number {
  try {
    return Number(/MemAvailable:\s+(\d+) kB/.exec(readFileSync("/proc/meminfo", "utf8"))?.[1]) * 1024;
  } catch {
    return freemem();
  }
}
