// A file system of its own, so small that it can be filled: memory that is mounted, which only Linux lets only root do.
import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import path from "node:path";
import { CliError } from "../process/cli-error";

const BALLAST = "ballast";
const MB = 1024 ** 2;

export type SmallDisk = {
  folder: string;
  /** Takes all room but so many bytes. */
  fill: (leftBytes: number) => void;
  free: () => void;
  close: () => void;
};

/** @throws {CliError} where nothing may be mounted */
export function openSmallDisk(folder: string, megabytes: number): SmallDisk {
  mkdirSync(folder, { recursive: true });
  const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", `size=${megabytes}m,mode=0711`, "tmpfs", folder], { encoding: "utf8" });
  if (mounted.status !== 0)
    throw new CliError(`A full disk needs a small one, which is mounted as root on Linux: ${(mounted.stderr || "").trim()}`);
  chmodSync(folder, 0o711);
  const ballast = path.join(folder, BALLAST);
  const close = () => void spawnSync("umount", ["-l", folder]);
  process.once("exit", close);
  return {
    folder,
    fill: (leftBytes) => {
      const { bavail, bsize } = statfsSync(folder);
      let bytes = Math.max(0, bavail * bsize - leftBytes);
      for (let piece = 0; bytes > 0; piece++, bytes -= MB) fillWith(`${ballast}${piece}`, Math.min(MB, bytes));
    },
    free: () => {
      for (let piece = 0; piece <= megabytes; piece++) rmSync(`${ballast}${piece}`, { force: true });
    },
    close: () => {
      process.off("exit", close);
      close();
    },
  };
}

/** What does not fit any more is left out: that is when it is full. */
function fillWith(file: string, bytes: number): void {
  try {
    writeFileSync(file, Buffer.alloc(bytes, 1));
  } catch {}
}
