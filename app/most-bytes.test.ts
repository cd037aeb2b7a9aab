import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { MAX_ACTION_BYTES } from "@/lib/server/check-action-body";
import nextConfig from "../next.config";
import { mostBytes } from "./most-bytes";

/** Next takes the matcher from the source, too. */
const matcher = JSON.parse(/matcher: \[\s*(".*"),?\s*\]/.exec(readFileSync("proxy.ts", "utf8"))?.[1] ?? '""') as string;
const passesProxy = (path: string) => new RegExp(`^${matcher}$`).test(path);

/** Whether next.config.js gives what is answered there the policy of what is no document. */
async function isNoDocument(path: string): Promise<boolean> {
  const rules = (await nextConfig.headers?.()) ?? [];
  const closed = rules.filter(({ headers }) =>
    headers.some(({ key, value }) => key === "Content-Security-Policy" && value.includes("default-src 'none'")),
  );
  return closed.some(({ source }) => new RegExp(`^${source.replace(/:\w+\*/g, ".*").replace(/:\w+/g, "[^/]+")}$`).test(path));
}

const UPLOADS = [
  "/admin/products/12/pictures",
  "/admin/products/import",
  "/admin/orders/shipments/import",
  "/admin/categories/3/icon",
  "/admin/settings/pictures/logo",
];

test.each(UPLOADS)(
  "a picture or a table for %s is read in pieces when it comes from an owner's browser, and held to a form's length from any other",
  (path) => {
    for (const url of [path, `${path}?album=details`]) {
      expect(mostBytes(url, true)).toBeNull();
      expect(mostBytes(url, false)).toBe(MAX_ACTION_BYTES);
    }
  },
);

test.each(["/", "/cart", "/admin/login", "/admin/products/12/pictures/more", "/admin/products/new", "/nowhere"])(
  "a form for %s has a form's length, whoever sends it",
  (url) => expect(mostBytes(url, true)).toBe(MAX_ACTION_BYTES),
);

test.each([...UPLOADS, "/api/alipay/notify"])(
  "nothing that is sent to %s is kept by Next, nor does its answer wait for the last byte",
  async (path) => {
    expect(passesProxy(path)).toBe(false);
    expect(await isNoDocument(path)).toBe(true);
  },
);

test.each([
  "/",
  "/cart",
  "/admin/products/12",
  "/admin/products/import/more",
  "/admin/products/sheet",
  "/admin/settings/pictures",
  "/admin/products/import.rsc",
])("the page %s has a policy of its own", async (path) => {
  expect(passesProxy(path)).toBe(true);
  expect(await isNoDocument(path)).toBe(false);
});
