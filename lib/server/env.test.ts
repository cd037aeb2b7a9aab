import { readFileSync } from "node:fs";
import path from "node:path";
import { parseEnv as parseDotEnv } from "node:util";
import { describe, expect, test } from "vitest";
import { ENV_NAMES, parseEnv } from "./env";

const read = (file: string) => readFileSync(path.join(import.meta.dirname, "../..", file), "utf8");
/** Of the starter alone (scripts/stack). */
const STARTER = ["PORT", "HOST", "EMULATOR_PORT", "MIGRATION_DATABASE_URL"];
/** Whoever sets up a shop chooses all but the mode that Node.js runs in. */
const known = [...STARTER, ...ENV_NAMES.filter((name) => name !== "NODE_ENV")].sort();

describe("whoever sets up a shop", () => {
  test("finds every variable in .env.example, and none that nobody reads", () => {
    expect(Object.keys(parseDotEnv(read(".env.example"))).sort()).toEqual(known);
  });

  test("finds every variable in the README's table, and none that nobody reads", () => {
    const table = read("README.md")
      .split("\n")
      .filter((line) => line.startsWith("| `"));
    const named = table.flatMap((row) => [...(row.split("|")[1] ?? "").matchAll(/`([A-Z][A-Z0-9_]+)`/g)].map(([, name]) => name));
    expect(named.sort()).toEqual(known);
  });

  test("who copies .env.example and fills nothing in has what is set when nothing is", () => {
    const started = { DATABASE_URL: "postgres://shop@127.0.0.1/shop", SHOP_URL: "http://127.0.0.1:3000" };
    expect(parseEnv({ ...parseDotEnv(read(".env.example")), ...started })).toEqual(parseEnv(started));
  });
});

test("whoever sets a token for the figures that can be guessed, or that no header can carry, is told so at the start", () => {
  const started = { DATABASE_URL: "postgres://shop@127.0.0.1/shop", SHOP_URL: "http://127.0.0.1:3000" };
  const token = "0123456789abcdef0123456789abcdef";
  expect(parseEnv({ ...started, METRICS_TOKEN: token }).METRICS_TOKEN).toBe(token);
  for (const METRICS_TOKEN of ["short", `${token} `, `${token}龙`]) {
    const parse = () => parseEnv({ ...started, METRICS_TOKEN });
    expect(parse).toThrow("METRICS_TOKEN must be at least 32 letters and digits");
    expect(parse).not.toThrow(METRICS_TOKEN);
  }
});
