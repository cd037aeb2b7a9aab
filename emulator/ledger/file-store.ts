import { closeSync, existsSync, fdatasync, openSync, readFileSync, write } from "node:fs";
import { promisify } from "node:util";
import { writeFileWhole } from "../plumbing/write-file-whole";
import type { Store } from "./store";

const sync = promisify(fdatasync);
const writeBytes = promisify(write);

/** A journal in a file, one line per step. A last line that a crash cut short is dropped: nothing was answered on its strength. */
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
