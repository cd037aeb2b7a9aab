import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

/** A document keeps its language, and the two sides may have different ones: from one to the other leads a plain link, which loads a new one. */
test.each([
  ["app/admin", (address: string) => !address.startsWith("/admin")],
  ["app/(shop)", (address: string) => address.startsWith("/admin")],
])("no link within a document leads from %s to the other side", (side, isOther) => {
  const pages = readdirSync(side, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".tsx"));
  expect(pages.length).toBeGreaterThan(10);
  const crossing = pages.flatMap((name) =>
    [...readFileSync(path.join(side, name), "utf8").matchAll(/<Link\s[^>]*?href=(?:"|\{`)(\/[^"`]*)/g)]
      .filter(([, address = ""]) => isOther(address))
      .map(([link]) => `${name}: ${link}`),
  );
  expect(crossing).toEqual([]);
});
