import { expect, test } from "vitest";
import { allWork } from "@/lib/shop/assembly/all-work";
import { testShop } from "@/test/test-shop";
import { text } from "./text";

test("an owner reads in words which work stands still, whichever it is", async () => {
  const names = allWork(await testShop()).map(({ name }) => name);
  expect(names.filter((name) => !text.workNames[name])).toEqual([]);
});
