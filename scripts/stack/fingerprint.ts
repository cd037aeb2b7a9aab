import { createHash } from "node:crypto";
import { existsSync, readdirSync, statSync } from "node:fs";
import path from "node:path";
import { setImmediate as letOthersWork } from "node:timers/promises";
import { addFile } from "../bootstrap/bundles.mjs";
import { ROOT } from "../bootstrap/root.mjs";

/** So many files take about a millisecond. */
const AT_ONCE = 32;

/**
 * Returns a hash that changes when any byte of these files and folders below the checkout does; one that does not exist
 * counts as such. `isLeftOut` gets a file's path from the root, with slashes. What else the process does goes on meanwhile.
 */
export async function fingerprint(places: string[], isLeftOut: (file: string) => boolean = () => false): Promise<string> {
  const hash = createHash("sha256");
  const files: string[] = [];
  for (const place of places) {
    await letOthersWork();
    files.push(...filesOf(place));
  }
  const wanted = files.filter((file) => !isLeftOut(file)).sort();
  for (const [index, file] of wanted.entries()) {
    if (index % AT_ONCE === 0) await letOthersWork();
    addFile(hash, path.join(ROOT, file));
  }
  return hash.digest("hex");
}

function filesOf(place: string): string[] {
  const full = path.join(ROOT, place);
  if (!existsSync(full)) return [];
  if (!statSync(full).isDirectory()) return [place];
  return readdirSync(full, { withFileTypes: true }).flatMap((entry) => filesOf(`${place}/${entry.name}`));
}
