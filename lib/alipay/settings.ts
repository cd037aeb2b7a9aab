import type { KeyObject } from "node:crypto";
import type { ParsedKey } from "./keys";

/** Collects what is wrong; each entry is a sentence that begins with the variable's name and never repeats a secret. */
export type Problems = string[];

/** The key in a setting; null when it is absent, or wrong (which is noted). */
export function parseKeySetting(
  name: string,
  text: string | undefined,
  parse: (text: string) => ParsedKey,
  problems: Problems,
): KeyObject | null {
  if (!text) return null;
  const parsed = parse(text);
  if (parsed.ok) return parsed.key;
  problems.push(`${name} ${parsed.problem}`);
  return null;
}

/** An absolute http(s) address without a query string, normalised; empty when it is wrong. */
export function parseUrlSetting(name: string, text: string, problems: Problems): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^https?:$/.test(url.protocol)) problems.push(`${name} must be an absolute http or https address`);
  else if (url.search || url.hash || url.username || url.password)
    problems.push(`${name} must have no query, fragment, name or password of its own`);
  return url?.href ?? "";
}
