import fc from "fast-check";
import { expect, test } from "vitest";
import { Heap } from "./heap";

function drain<Item>(heap: Heap<Item>): Item[] {
  const items: Item[] = [];
  for (let item = heap.pop(); item !== undefined; item = heap.pop()) items.push(item);
  return items;
}

test("items come out in order, whatever the order in which they went in", () => {
  fc.assert(
    fc.property(fc.array(fc.integer()), (numbers) => {
      const heap = new Heap<number>((one, other) => one < other);
      for (const number of numbers) heap.push(number);
      expect(drain(heap)).toEqual([...numbers].sort((one, other) => one - other));
    }),
  );
});

test("the first item is the least at any time, while some are added and some taken", () => {
  fc.assert(
    fc.property(fc.array(fc.option(fc.integer(), { nil: "pop" as const })), (steps) => {
      const heap = new Heap<number>((one, other) => one < other);
      let model: number[] = [];
      for (const step of steps) {
        if (step === "pop") {
          expect(heap.pop()).toBe(model[0]);
          model = model.slice(1);
        } else {
          heap.push(step);
          model = [...model, step].sort((one, other) => one - other);
        }
        expect(heap.peek()).toBe(model[0]);
      }
    }),
  );
});

test("adding and taking an item costs about log n comparisons", () => {
  let comparisons = 0;
  const heap = new Heap<number>((one, other) => {
    comparisons += 1;
    return one < other;
  });
  const count = 4096;
  for (let number = count; number > 0; number -= 1) heap.push(number);
  drain(heap);
  expect(comparisons).toBeLessThan(4 * count * Math.log2(count));
});
