// What runs before anything is installed. It is JavaScript, over nothing but Node.js, and hands over to TypeScript in this
// same process: signals, exit code and parent are then the program's own.
import path from "node:path";
import { install, isInstalled } from "./install.mjs";
import { nodeTrouble } from "./node-version.mjs";
import { ROOT } from "./root.mjs";

/**
 * Checks Node.js, installs the packages where they are not, and runs a program in TypeScript.
 * @param {URL} program a module that answers for its own errors and sets process.exitCode
 * @returns {Promise<boolean>} whether it could be run
 */
export async function run(program) {
  const trouble = nodeTrouble() ?? (isInstalled() ? null : await install());
  if (trouble) {
    console.error(`\n${trouble}\n`);
    process.exitCode = 1;
    return false;
  }
  const { register } = await import("tsx/esm/api");
  register({ tsconfig: path.join(ROOT, "tsconfig.json") });
  await import(program.href);
  return true;
}
