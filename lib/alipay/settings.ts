import type { KeyObject } from "node:crypto";
import type { ParsedKey } from "./keys";

/** Collects what is wrong; each entry is a sentence that begins with the variable's name and never repeats a secret. */
export type Problems = string[];

/**
 * The texts of a raw contract, trimmed, empty ones absent, and what is wrong with it: a value that is no text. Whoever sets a contract up
 * from JSON or an environment is untyped, so this looks.
 */
export function readTexts<Name extends string>(
  raw: Record<string, unknown>,
  names: readonly Name[],
): { texts: Partial<Record<Name, string>>; problems: Problems } {
  const given = names.map((name) => ({ name, value: raw[name] ?? "" }));
  const texts = given.flatMap(({ name, value }) => (typeof value === "string" && value.trim() ? [[name, value.trim()]] : []));
  const problems = given.filter(({ value }) => typeof value !== "string").map(({ name }) => notOfType(name));
  return { texts: Object.fromEntries(texts) as Partial<Record<Name, string>>, problems };
}

/** The problem of a value of another type than the contract wants. */
export function notOfType(name: string): string {
  return `The contract's ${name} is not of the right type`;
}

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
