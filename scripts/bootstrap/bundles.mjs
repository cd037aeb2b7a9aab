// A start runs programs of ours that are TypeScript. tsx reads and turns every module of each of them, each time: that was a third of the
// processor's time of a start. The build bundles them (scripts/stack/bundle.ts); here they are found, without loading anything but Node.js.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { ROOT } from "./root.mjs";

/** Within Next's build, which removes the folder when it begins anew. */
const BUNDLES = path.join(ROOT, ".next", "start");

/** Whatever decides how sources become a bundle: the packages, whose modules are in it, as wanted and as installed, and the paths in imports. */
const COMMON = ["package-lock.json", "node_modules/.package-lock.json", "tsconfig.json", "scripts/stack/bundle.ts"];

/**
 * @typedef {object} Stamp
 * @property {string[]} inputs the sources that are in the bundle, from the root
 * @property {string} sources their fingerprint
 * @property {string} bundle that of the bundle itself, so that one cut short by a full disk is not run
 */

/**
 * @param {string} name
 * @param {string} [folder]
 * @returns {string} where the bundle of that name is, or would be
 */
export function bundleFile(name, folder = BUNDLES) {
  return path.join(folder, `${name}.mjs`);
}

/**
 * Returns the bundle of that name when it was made of the sources that are there now.
 * @param {string} name
 * @param {string} [folder]
 * @returns {string | null}
 */
export function freshBundle(name, folder) {
  const file = bundleFile(name, folder);
  try {
    /** @type {Stamp} */
    const { inputs, sources, bundle } = JSON.parse(readFileSync(`${file}.stamp`, "utf8"));
    return sources === sourcesPrint(inputs) && bundle === print([file]) ? file : null;
  } catch {
    return null; // there is none, or it is not whole, or one of its sources is gone
  }
}

/**
 * @param {string[]} inputs from the root
 * @returns {string} a hash that changes when any byte of what a bundle is made of does
 */
export function sourcesPrint(inputs) {
  return print([...COMMON, ...inputs].map((name) => path.join(ROOT, name)));
}

/**
 * @param {string[]} files
 * @returns {string}
 */
export function print(files) {
  const hash = createHash("sha256");
  for (const file of files) addFile(hash, file);
  return hash.digest("hex");
}

/**
 * Puts a file's path from the root and its bytes into a hash.
 * @param {import("node:crypto").Hash} hash
 * @param {string} file
 */
export function addFile(hash, file) {
  hash
    .update(`${path.relative(ROOT, file)}\0`)
    .update(readFileSync(file))
    .update("\0");
}
