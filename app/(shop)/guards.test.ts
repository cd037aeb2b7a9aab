import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const ROOT = path.join("app", "(shop)");

/** What answers before the shop is open, and why. A folder means everything in it. */
const OPEN_ON_PURPOSE = [
  "orders", // what was bought goes on, whatever the shop does
  "addresses", // what this browser keeps of itself, and can delete at any time
  "(tabs)/me", // says nothing of goods; its action deletes what this browser left
  "about", // who keeps the shop, and its licence, are to be found at any time (电子商务法第十五条)
  "licence",
  "soon",
  "preview", // the owner's link
  "api/posters", // asks by itself and answers 404: a picture leads to no page (its own test)
  "checkout/actions.ts", // place-order.ts asks in its own transaction, after it has looked whether the form made an order before
].map((name) => path.join(ROOT, ...name.split("/")));

const isOpen = (name: string) => OPEN_ON_PURPOSE.some((open) => name === open || name.startsWith(open + path.sep));

const all = readdirSync(ROOT, { recursive: true, encoding: "utf8" })
  .map((name) => path.join(ROOT, name))
  .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name))
  .map((name) => ({ name, source: readFileSync(name, "utf8") }));
const files = all.filter(({ name }) => !isOpen(name));
const named = (name: string) => files.filter((file) => path.basename(file.name) === name);
const actions = files.filter(({ source }) => /^"use server";/.test(source));

/** The first line of each function that `head` finds the beginning of. */
const firstLines = (source: string, head: RegExp): string[] =>
  [...source.matchAll(head)].map(
    ({ index, 0: found }) =>
      source
        .slice(index + found.length)
        .trimStart()
        .split("\n")[0] ?? "",
  );

const GUARD = "await requireOpen();";

test("the guards below look at something, and the list of what is open has nothing that is gone", () => {
  expect(named("page.tsx").length).toBeGreaterThan(6);
  expect(actions.length).toBeGreaterThan(1);
  for (const open of OPEN_ON_PURPOSE) expect(all.some(({ name }) => name === open || name.startsWith(open + path.sep))).toBe(true);
});

// A layout is not enough: a request may ask for a page without the layouts around it, as Next's own router does.
test.each(named("page.tsx").map((file) => [file.name, file] as const))(
  "nobody reads %s, nor its title, before the shop is open",
  (_name, { source }) => {
    const page = firstLines(source, /^export default async function \w+\(.*\{$/gm);
    const title = firstLines(source, /^export async function generateMetadata\(.*\{$/gm);
    expect(page).toEqual([GUARD]);
    expect(title).toEqual(source.includes("generateMetadata") ? [GUARD] : []);
  },
);

test.each(actions.map((file) => [file.name, file] as const))(
  "nobody learns from %s what the shop sells before it is open",
  (_name, { source }) => {
    const exported = source.match(/^export .*/gm) ?? [];
    expect(exported.length).toBeGreaterThan(0);
    expect(firstLines(source, /^export const \w+ = formAction\(\w+, async \(.*\) => \{$/gm)).toEqual(exported.map(() => GUARD));
  },
);

test("no route answers before the shop is open", () => {
  for (const { name, source } of named("route.ts")) {
    const exported = source.match(/^export async function .*/gm) ?? [];
    expect(exported.length, name).toBeGreaterThan(0);
    expect(firstLines(source, /^export async function \w+\(.*\{$/gm), name).toEqual(exported.map(() => GUARD));
  }
});

test("where a page is waited for, a layout above asks first, so that shoppers are sent on before anything of it is", () => {
  expect(named("loading.tsx").length).toBeGreaterThan(1);
  for (const { name } of named("loading.tsx")) {
    const above = files.filter((file) => path.basename(file.name) === "layout.tsx" && name.startsWith(path.dirname(file.name) + path.sep));
    expect(
      above.some(({ source }) => source.includes(GUARD)),
      name,
    ).toBe(true);
  }
});
