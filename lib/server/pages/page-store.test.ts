import { expect, test } from "vitest";
import { createPageStore } from "./page-store";

const KB = 1024;

test("of more pages than there is room for, those go that nobody has asked for the longest", () => {
  let full = 0;
  const store = createPageStore(100 * KB, () => full++);
  for (let n = 0; n < 10; n++) store.set(`/${n}`, { bytes: 9 * KB });
  expect(store.get("/0")).toBeDefined();
  expect(full).toBe(0);
  store.set("/new", { bytes: 9 * KB });
  expect(full).toBe(1);
  expect(store.get("/1")).toBeUndefined();
  expect(store.get("/0")).toBeDefined();
  expect(store.get("/new")).toBeDefined();
});

test("a page that grows pushes others out too, and one that is far too long is not kept at all", () => {
  const store = createPageStore<{ bytes: number }>(100 * KB);
  const growing = { bytes: 8 * KB };
  for (let n = 0; n < 10; n++) store.set(`/${n}`, { bytes: 8 * KB });
  store.set("/growing", growing);
  growing.bytes = 60 * KB;
  store.weigh();
  expect([0, 4, 5, 6, 9].map((n) => store.get(`/${n}`) !== undefined)).toEqual([false, false, false, true, true]);
  store.set("/long", { bytes: 11 * KB });
  expect(store.get("/long")).toBeUndefined();
});
