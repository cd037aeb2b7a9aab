import { expect, test } from "vitest";
import { createCrowd } from "./crowd";

test("as many are let in as each key has room for, and who leaves makes room, once", () => {
  const crowd = createCrowd();
  const enter = (order: string, address: string) =>
    crowd.enter([
      { key: `order ${order}`, atMost: 2 },
      { key: `address ${address}`, atMost: 3 },
    ]);
  const first = enter("A", "1");
  expect(first).not.toBeNull();
  expect(enter("A", "1")).not.toBeNull();
  expect(enter("A", "2"), "a third at one order").toBeNull();
  expect(enter("B", "1")).not.toBeNull();
  expect(enter("C", "1"), "a fourth from one address").toBeNull();
  first?.();
  first?.();
  expect(enter("C", "1")).not.toBeNull();
  expect(enter("D", "1"), "leaving twice made room for one").toBeNull();
});

test("who is refused at one key takes no room at the others", () => {
  const crowd = createCrowd();
  expect(
    crowd.enter([
      { key: "full", atMost: 0 },
      { key: "other", atMost: 1 },
    ]),
  ).toBeNull();
  expect(crowd.enter([{ key: "other", atMost: 1 }])).not.toBeNull();
});
