import { expect, test } from "vitest";
import { listHref, orderHref, readShown, wayBack } from "./list-href";

const AFTER = "1732240800000.0f8fad5b-d9cb-469f-a165-70867728950e";
const opened = (href: string) => wayBack("2026112200001", Object.fromEntries(new URL(href, "http://shop.example").searchParams));

test("the way back from an order leads to the list as it was: tab, search, days and page", () => {
  const shown = readShown({ tab: "paid", q: "王 5678 & 绿茶", from: "2026-11-20", to: "2026-11-26", after: AFTER });
  const list = listHref(shown);
  expect(opened(orderHref("2026112200001", shown))).toBe(list);
  expect(Object.fromEntries(new URL(list, "http://shop.example").searchParams)).toEqual({
    ...{ tab: "paid", q: "王 5678 & 绿茶", from: "2026-11-20", to: "2026-11-26", after: AFTER },
  });
});

test("from the whole list, or from elsewhere, it leads to the whole list", () => {
  expect(orderHref("2026112200001", readShown({}))).toBe("/admin/orders/2026112200001");
  expect(opened("/admin/orders/2026112200001")).toBe("/admin/orders");
});

test.each([
  "https://evil.example/",
  "//evil.example",
  "tab=paid&next=//evil.example",
  "javascript:alert(1)",
  "../../login?q=",
  "tab=nothing&after=1.x&from=2026-02-30",
  "\u0000",
  "q=".padEnd(2000, "x"),
])("whoever writes %j into the address leads nobody out of the list", (list) => {
  expect(wayBack("2026112200001", { list })).toMatch(/^\/admin\/orders(?:\?tab=paid)?$/);
});

test("twice the same word in the address is none", () => {
  expect(wayBack("2026112200001", { list: ["tab=paid", "tab=all"] })).toBe("/admin/orders");
});
