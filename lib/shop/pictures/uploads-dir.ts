import "server-only";
import path from "node:path";

/** Where uploaded pictures live on the disk. */
export function uploadsDir(dataDir: string): string {
  return path.join(/* turbopackIgnore: true */ dataDir, "uploads");
}
