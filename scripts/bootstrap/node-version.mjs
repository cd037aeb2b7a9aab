import { readFileSync } from "node:fs";
import path from "node:path";
import { ROOT } from "./root.mjs";

/** @returns {string} the range of versions that package.json supports */
function supportedRange() {
  return JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8")).engines.node;
}

/**
 * @param {string} [version] such as "20.19.0"
 * @param {string} [range] of npm's ranges only the forms `^20.19.0` and `>=24`, joined by `||`
 * @returns {string | null} a sentence when this Node.js is not supported
 */
export function nodeTrouble(version = process.versions.node, range = supportedRange()) {
  const [major, minor, patch] = numbersIn(version);
  const wanted = [];
  for (const part of range.split("||").map((text) => text.trim())) {
    if (!/^(\^|>=)\d+(\.\d+){0,2}$/.test(part)) throw new Error(`package.json: engines.node has "${part}", which is not understood`);
    const [leastMajor, leastMinor, leastPatch] = numbersIn(part);
    const isOneLine = part.startsWith("^");
    const isLaterMajor = major > leastMajor && !isOneLine;
    const isLaterMinor = major === leastMajor && (minor > leastMinor || (minor === leastMinor && patch >= leastPatch));
    if (isLaterMajor || isLaterMinor) return null;
    wanted.push(isOneLine ? `${leastMajor}.${leastMinor}` : `${leastMajor} or newer`);
  }
  return `Node.js ${version} is not supported: install version ${wanted.join(", ")} (https://nodejs.org).`;
}

/**
 * @param {string} text
 * @returns {[major: number, minor: number, patch: number]}
 */
function numbersIn(text) {
  const [major = 0, minor = 0, patch = 0] = (text.match(/\d+/g) ?? []).map(Number);
  return [major, minor, patch];
}
