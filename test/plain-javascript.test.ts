import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import tsconfig from "../tsconfig.json";

/** Sent to browsers byte for byte. A service worker's types exclude those of a page, which the whole project is compiled with. */
const AS_SENT = /^public\/[\w-]+\.js$/;
/** Part of an application of its own, whose packages stand elsewhere. */
const OF_ANOTHER = /^bench\/peer\/route\.js$/;

/** Why a file is JavaScript. All else is TypeScript and runs through tsx. */
const REASONS: Record<string, RegExp> = {
  "is sent to browsers as it is": AS_SENT,
  "is handed to another application, which is built without TypeScript": OF_ANOTHER,
  "runs before anything is installed": /^scripts\/bootstrap\/[\w-]+\.mjs$/,
  "is an npm command's first file, which installs what is missing and loads TypeScript": /^(?:scripts|bench)\/[\w-]+\.mjs$/,
  "is read by a tool that knows no TypeScript": /^(?:next\.config\.js|postcss\.config\.mjs|scripts\/css\/[\w-]+\.cjs)$/,
  "runs where a TypeScript loader is not there, or would cost more than the program":
    /^(?:container\/(?:start|health)|scripts\/(?:process\/guard|stack\/leash|chaos\/stepped-clock)|bench\/figures\/profiler)\.mjs$/,
};

const listed = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "*.js", "*.mjs", "*.cjs", "*.jsx"], {
  encoding: "utf8",
});
const files = listed.split("\n").filter((file) => file !== "" && existsSync(file));

test("a developer finds plain JavaScript only where TypeScript cannot run", () => {
  expect(files.length).toBeGreaterThan(10);
  const reasons = Object.values(REASONS);
  expect(files.filter((file) => !reasons.some((reason) => reason.test(file)))).toEqual([]);
  expect(reasons.filter((reason) => !files.some((file) => reason.test(file)))).toEqual([]);
});

test("what an npm command begins with loads one program and hardly does anything else", () => {
  const starters = files.filter((file) => /^(?:scripts|bench)\/[\w-]+\.mjs$/.test(file));
  expect(starters.filter((file) => readFileSync(file, "utf8").split("\n").length > 8)).toEqual([]);
});

test("the compiler reads it all the same", () => {
  expect(tsconfig.compilerOptions).toMatchObject({ allowJs: true, checkJs: true });
  const unread = files.filter(
    (file) => !AS_SENT.test(file) && !OF_ANOTHER.test(file) && !tsconfig.include.some((pattern) => toRegExp(pattern).test(file)),
  );
  expect(unread).toEqual([]);
});

/** A pattern of tsconfig.json. */
function toRegExp(pattern: string): RegExp {
  const folders = pattern.replaceAll(".", "\\.").split("**/");
  return new RegExp(`^${folders.map((part) => part.replaceAll("*", "[^/]*")).join("(?:.*/)?")}$`);
}
