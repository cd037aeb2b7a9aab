import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { type Import, importsOf, readImports } from "./imports";
import { ROOMS } from "./rooms";

const ARCHITECTURE = path.resolve("docs/architecture.md");
const imports = readImports();

/** The room with the longest folder that a file lies in; null at the top and where nobody made a rule. */
function roomOf(file: string): string | null {
  if (file.startsWith("lib/server/prisma/")) return "lib/server/prisma";
  const rooms = Object.keys(ROOMS).filter((room) => file.startsWith(`${room}/`));
  return rooms.sort((one, other) => other.length - one.length)[0] ?? null;
}

/** What is wrong with an import; null when it is allowed. */
function trouble({ from, to }: Import): string | null {
  const name = roomOf(from);
  const room = name && ROOMS[name];
  if (!room) return null;
  if ("package" in to) {
    const isAllowed = room.packages.includes(to.package) || (to.package.startsWith("node:") && room.packages.includes("node:*"));
    return isAllowed ? null : `${from}: ${name} may not import the package ${to.package}`;
  }
  const target = roomOf(to.file);
  const isAllowed = target === name || room.imports.includes(to.file) || (target !== null && room.imports.includes(target));
  return isAllowed ? null : `${from}: ${name} may not import ${to.file}`;
}

const lines = (...texts: string[]) => `${texts.join("\n")}\n`;

describe("who may import whom", () => {
  test("is what the table of rooms says, in every file", () => {
    expect(imports.length).toBeGreaterThan(1000);
    expect(imports.flatMap((one) => trouble(one) ?? [])).toEqual([]);
  });

  test("a developer who breaks it in any form of import is told", () => {
    const text = lines(
      'import { db } from "@/lib/server/db";',
      "import {",
      "  one,",
      '} from "../../shop/money";',
      'export { two } from "next/headers";',
      'import "server-only";',
      'const later = await import("../../../emulator/emulator");',
      '// a comment that says: import this from "nowhere"',
    );
    expect(importsOf("lib/alipay/wap/some-file.ts", text).flatMap((one) => trouble(one) ?? [])).toHaveLength(5);
    const allowed = lines('import { signMd5 } from "../md5";', 'import { createHash } from "node:crypto";');
    expect(importsOf("lib/alipay/wap/some-file.ts", allowed).flatMap((one) => trouble(one) ?? [])).toEqual([]);
  });

  test("every folder with source files is in a room", () => {
    const homeless = imports.filter(({ from }) => from.includes("/") && roomOf(from) === null).map(({ from }) => from);
    expect([...new Set(homeless)]).toEqual([]);
  });

  test("nobody keeps a permission that no import needs", () => {
    const needed = new Set(
      imports.flatMap(({ from, to }) => {
        const name = roomOf(from);
        return "package" in to ? [`${name} ${to.package}`] : [`${name} ${roomOf(to.file)}`, `${name} ${to.file}`];
      }),
    );
    const shared = new Set(["lib/shop", "lib/server", "lib/server/prisma", "server-only", "node:*"]);
    const unused = Object.entries(ROOMS).flatMap(([name, { imports, packages }]) =>
      [...imports, ...packages].filter((one) => !shared.has(one) && !needed.has(`${name} ${one}`)).map((one) => `${name}: ${one}`),
    );
    expect(unused).toEqual([]);
  });

  test("rooms build on each other in one direction", () => {
    const edges = Object.entries(ROOMS).flatMap(([name, { imports }]) =>
      imports.map((target) => [name, target in ROOMS ? target : (roomOf(target) ?? target)] as const),
    );
    expect(circlesOf(edges)).toEqual([]);
  });

  test("and so do folders, inside of rooms too", () => {
    const edges = imports.flatMap(({ from, to }) =>
      "file" in to ? [[path.posix.dirname(from), path.posix.dirname(to.file)] as const] : [],
    );
    expect(circlesOf(edges)).toEqual([]);
    expect(circlesOf([...edges, ["lib/shop/orders", "lib/shop/refunds"] as const])).not.toEqual([]);
  });

  test("the architecture page has the table as it is (vitest -u writes it)", async () => {
    const page = readFileSync(ARCHITECTURE, "utf8");
    const table = ["| from | may import | packages |", "|---|---|---|", ...Object.keys(ROOMS).map(rowOf)].join("\n");
    const marked = /(<!-- rooms: .*? -->\n)[\s\S]*?(\n<!-- end of rooms -->)/;
    expect(page).toMatch(marked);
    await expect(page.replace(marked, `$1${table}$2`)).toMatchFileSnapshot(ARCHITECTURE);
  });
});

function rowOf(name: string): string {
  const { imports = [], packages = [] } = ROOMS[name] ?? {};
  const list = (names: readonly string[]) => names.map((one) => `\`${one}\``).join(", ") || "–";
  return `| \`${name}\` | ${list(imports)} | ${list(packages)} |`;
}

/** The groups of nodes that reach each other (Tarjan); none when everything goes one way. */
function circlesOf(edges: readonly (readonly [from: string, to: string])[]): string[][] {
  const next = new Map<string, Set<string>>();
  for (const [from, to] of edges) if (from !== to) next.set(from, (next.get(from) ?? new Set()).add(to));
  const seen = new Map<string, { index: number; low: number; isOpen: boolean }>();
  const open: string[] = [];
  const circles: string[][] = [];
  const visit = (node: string) => {
    const state = { index: seen.size, low: seen.size, isOpen: true };
    seen.set(node, state);
    open.push(node);
    for (const to of next.get(node) ?? []) {
      const known = seen.get(to) ?? visit(to);
      if (known.isOpen) state.low = Math.min(state.low, known.low);
    }
    if (state.low === state.index) close(node);
    return state;
  };
  const close = (node: string) => {
    const circle = open.splice(open.indexOf(node));
    for (const one of circle) Object.assign(seen.get(one) ?? {}, { isOpen: false });
    if (circle.length > 1) circles.push(circle.sort());
  };
  for (const node of next.keys()) if (!seen.has(node)) visit(node);
  return circles;
}
