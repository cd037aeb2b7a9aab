import "server-only";
import { readdirSync } from "node:fs";
import type { IncomingMessage } from "node:http";
import path from "node:path";

/** Addresses that never lead to a page, whatever name stands in them: where nothing is there, Next says so in one word. */
const NEVER_A_PAGE =
  /^(?:\/_next\/static\/.+|\/media\/[^/]+|\/icon\.png|\/apple-icon\.png|\/manifest\.webmanifest|\/api\/health(?:\/live|\/ready)?)$/;
/** With these a file may be refused, and Next makes a page for each refusal. */
const CONDITIONS = ["range", "if-match", "if-unmodified-since"];

/** The addresses of the files in public/. */
export function publicFiles(directory = path.resolve("public")): ReadonlySet<string> {
  const entries = readdirSync(/* turbopackIgnore: true */ directory, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
  return new Set(files.map((file) => `/${path.relative(directory, file).split(path.sep).join("/")}`));
}

/**
 * Whether a request is for a file, or for the shop's health: these cost next to nothing. A page that says that nothing is there costs
 * as much as any other, so an address that only looks like a file's does not count.
 */
export function isFile(
  { method, url = "", headers }: Pick<IncomingMessage, "method" | "url" | "headers">,
  files: ReadonlySet<string>,
): boolean {
  if ((method !== "GET" && method !== "HEAD") || CONDITIONS.some((name) => headers[name] !== undefined)) return false;
  const [name = ""] = url.split("?", 1);
  return files.has(name) || NEVER_A_PAGE.test(name);
}
