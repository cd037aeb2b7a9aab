import { expect, test } from "vitest";
import { createStudio, type Work } from "./studio";

const bytesOf = (size: number) => new Uint8Array(size);
const drawn = (size = 10, mayKeep = true) => ({ draw: async () => ({ bytes: bytesOf(size), mayKeep }), mostWaiting: 5 });

/** Something drawn for as long as the test likes. */
function slow() {
  let finish: (work: Work) => void = () => {};
  let begun = 0;
  const draw = () => {
    begun++;
    return new Promise<Work>((resolve) => {
      finish = resolve;
    });
  };
  return { draw, begun: () => begun, finish: () => finish({ bytes: bytesOf(10), mayKeep: true }) };
}
const soon = () => new Promise((resolve) => setImmediate(resolve));

test("a hundred shoppers who ask for one poster at once have it drawn once", async () => {
  const studio = createStudio(1000);
  const { draw, begun, finish } = slow();
  const all = Array.from({ length: 100 }, () => studio.draw("a", { draw, mostWaiting: 0 }));
  await soon();
  finish();
  for (const one of await Promise.all(all)) expect(one).toMatchObject({ ok: true });
  expect(begun()).toBe(1);
  expect(await studio.find("a")).toEqual(bytesOf(10));
});

test("one is drawn after the other, and who finds too many waiting is told so", async () => {
  const studio = createStudio(1000);
  const [one, two] = [slow(), slow()];
  const first = studio.draw("a", { draw: one.draw, mostWaiting: 1 });
  const second = studio.draw("b", { draw: two.draw, mostWaiting: 1 });
  await soon();
  expect([one.begun(), two.begun()]).toEqual([1, 0]);
  expect(await studio.draw("c", { draw: two.draw, mostWaiting: 1 })).toEqual({ ok: false, reason: "busy" });
  one.finish();
  await first;
  await soon();
  expect(two.begun()).toBe(1);
  two.finish();
  expect(await second).toMatchObject({ ok: true });
  expect(await studio.draw("c", drawn())).toMatchObject({ ok: true });
});

test("what could not be drawn keeps nobody else waiting, and is tried again", async () => {
  const studio = createStudio(1000);
  const broken = async () => {
    throw new Error("the disk");
  };
  const first = studio.draw("a", { draw: broken, mostWaiting: 5 });
  const second = studio.draw("b", drawn());
  await expect(first).rejects.toThrow("the disk");
  expect(await second).toMatchObject({ ok: true });
  expect(studio.find("a")).toBeNull();
  expect(await studio.draw("a", drawn())).toMatchObject({ ok: true });
});

test("only so much is kept: what nobody asked for longest goes, and what is not whole is not kept at all", async () => {
  const studio = createStudio(30);
  for (const key of ["a", "b", "c"]) await studio.draw(key, drawn());
  await studio.find("a");
  await studio.draw("d", drawn());
  expect(["a", "b", "c", "d"].filter((key) => studio.find(key))).toEqual(["a", "c", "d"]);
  await studio.draw("e", drawn(10, false));
  expect(studio.find("e")).toBeNull();
  await studio.draw("f", drawn(31));
  expect(studio.find("f")).toBeNull();
});
