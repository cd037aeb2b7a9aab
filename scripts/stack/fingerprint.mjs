import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { ROOT } from "./settings.mjs";

/**
 * @param {string[]} places files and folders below the checkout; those that do not exist count as such
 * @param {(file: string) => boolean} [isLeftOut] by its path from the root, with slashes
 * @returns {string} changes when any byte of them does
 */
export function fingerprint(places, isLeftOut = () => false) {
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

function filesOf(place) {
  const full = path.join(ROOT, place);
  if (!existsSync(full)) return [];
  if (!statSync(full).isDirectory()) return [place];
  return readdirSync(full, { withFileTypes: true }).flatMap((entry) => filesOf(`${place}/${entry.name}`));
}
