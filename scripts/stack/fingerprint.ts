import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { ROOT } from "../bootstrap/root.mjs";

/**
 * Returns a hash that changes when any byte of these files and folders below the checkout does; one that does not exist
 * counts as such. `isLeftOut` gets a file's path from the root, with slashes.
 */
export function fingerprint(places: string[], isLeftOut: (file: string) => boolean = () => false): string {
  const hash = createHash("sha256");
  for (const file of places.flatMap(filesOf).sort()) {
    if (isLeftOut(file)) continue;
    hash
      .update(`${file}\0`)
      .update(readFileSync(path.join(ROOT, file)))
      .update("\0");
  }
  return hash.digest("hex");
}

function filesOf(place: string): string[] {
  const full = path.join(ROOT, place);
  if (!existsSync(full)) return [];
  if (!statSync(full).isDirectory()) return [place];
  return readdirSync(full, { withFileTypes: true }).flatMap((entry) => filesOf(`${place}/${entry.name}`));
}
