import { closeSync, existsSync, fdatasync, fsyncSync, openSync, readFileSync, renameSync, write, writeSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import type { Store } from "./store";

const sync = promisify(fdatasync);
const writeBytes = promisify(write);

/** Replaces a file as a whole: whoever reads it, after any crash, finds the old text or the new one. */
export function writeFileWhole(file: string, text: string): void {
  const draft = `${file}.new`;
  const handle = openSync(draft, "w", 0o600);
  try {
    writeSync(handle, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(draft, file);
  syncFolder(path.dirname(file));
}

// A rename is durable only once its folder is; Windows cannot open one and does not need it.
function syncFolder(folder: string): void {
  if (process.platform === "win32") return;
  const handle = openSync(folder, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** A journal in a file, one line per step. A last line that a crash has torn was never answered for, and is dropped. */
export function fileStore(file: string): Store {
  let handle: number | null = null;
  return {
    read() {
      if (!existsSync(file)) return [];
      const lines = readFileSync(file, "utf8").split("\n");
      lines.pop();
      return lines;
    },
    async append(line) {
      handle ??= openSync(file, "a", 0o600);
      const bytes = Buffer.from(`${line}\n`);
      let done = 0;
      while (done < bytes.length) done += (await writeBytes(handle, bytes, done)).bytesWritten;
      await sync(handle);
    },
    rewrite(lines) {
      if (handle !== null) closeSync(handle);
      handle = null;
      writeFileWhole(file, lines.map((line) => `${line}\n`).join(""));
    },
  };
}
