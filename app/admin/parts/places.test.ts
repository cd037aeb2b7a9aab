import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import type { Member } from "@/lib/shop/owners/owner";
import { MORE, mainPlaces, rarePlaces, restPlaces } from "./places";

const as = (role: Member["role"]): Member => ({ id: 1, login: "someone", name: "", role });
const owner = as("OWNER");

test.each([...mainPlaces(owner), ...mainPlaces(as("CLERK")), ...restPlaces(owner)].map((place) => [place.href, place] as const))(
  "the way to %s is shown to those whom the page lets in",
  (href, { needs }) => {
    const page = readFileSync(path.join("app", "admin", "(desk)", href.replace(/^\/admin/, ""), "page.tsx"), "utf8");
    expect(page).toContain(`await requireMember("${needs}", "${href}")`);
  },
);

test("a clerk on a phone has the parcels at hand where an owner has the discrepancies", () => {
  const hrefs = (role: Member["role"]) => mainPlaces(as(role)).map(({ href }) => href);
  expect(hrefs("OWNER")).toEqual(["/admin", "/admin/orders", "/admin/discrepancies", "/admin/products"]);
  expect(hrefs("CLERK")).toEqual(["/admin", "/admin/orders", "/admin/ship", "/admin/products"]);
  expect(hrefs("READER")).toEqual(["/admin", "/admin/orders", "/admin/discrepancies", "/admin/products"]);
});

test("who may not see money, settings or staff finds no way there", () => {
  const rare = (role: Member["role"]) => rarePlaces(as(role)).map(({ href }) => href);
  expect(rare("CLERK")).toEqual(["/admin/customers"]);
  expect(rare("READER")).toEqual(["/admin/books", "/admin/customers", "/admin/reports"]);
  expect(MORE.needs).toBe("account");
});
