// Runs before anything is installed, so it is JavaScript that imports only Node.js itself. It then loads a TypeScript program
// into the same process, which gets all signals and sets the exit code.
import path from "node:path";
import { pathToFileURL } from "node:url";
import { freshBundle } from "./bundles.mjs";
import { install, isInstalled } from "./install.mjs";
import { nodeTrouble } from "./node-version.mjs";
import { ROOT } from "./root.mjs";

/**
 * Checks Node.js, installs missing packages, and runs a TypeScript program.
 * @param {URL} program a module that handles its own errors and sets process.exitCode
 * @param {string} [bundleName] of its bundle, which runs in its place while it is fresh
 * @returns {Promise<boolean>} false when Node.js or the packages are not as they must be
 */
export async function run(program, bundleName) {
  const trouble = nodeTrouble() ?? (isInstalled() ? null : await install());
  if (trouble) {
    console.error(`\n${trouble}\n`);
    process.exitCode = 1;
    return false;
  }
  const bundle = bundleName === undefined ? null : freshBundle(bundleName);
  if (bundle !== null) {
    await import(pathToFileURL(bundle).href);
    return true;
  }
  const { register } = await import("tsx/esm/api");
  register({ tsconfig: path.join(ROOT, "tsconfig.json") });
  await import(program.href);
  return true;
}
