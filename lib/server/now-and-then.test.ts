import { expect, test } from "vitest";
import { nowAndThen } from "./now-and-then";

const AT = new Date("2026-11-27T00:00:00Z");
const later = (ms: number) => new Date(AT.getTime() + ms);

/** Work of which the test says when, and how, it ends. */
function aJob() {
  const ends: { done: () => void; fail: () => void }[] = [];
  const work = () =>
    new Promise<void>((resolve, reject) => {
      ends.push({ done: resolve, fail: () => reject(new Error("the database is away")) });
    });
  return { ends, work };
}

test("what twenty people bring about at one moment is done once, and the others do not wait for it", async () => {
  const { ends, work } = aJob();
  const book = nowAndThen(10_000);
  const first = book.run("a", AT, work);
  const others = Array.from({ length: 19 }, () => book.run("a", AT, work));
  // However long it takes: a write that hangs is not joined by more of them.
  others.push(book.run("a", later(60_000), work));
  expect(ends).toHaveLength(1);
  expect(new Set(others)).toEqual(new Set([null]));
  ends[0]?.done();
  await first;
});

test("it is done again only when its time is over, and each key has a time of its own", async () => {
  const { ends, work } = aJob();
  const book = nowAndThen(10_000);
  const first = book.run("a", AT, work);
  ends[0]?.done();
  await first;
  expect(book.run("a", later(9_999), work)).toBeNull();
  expect(book.run("b", later(9_999), work)).not.toBeNull();
  expect(book.run("a", later(10_000), work)).not.toBeNull();
  expect(ends).toHaveLength(3);
});

test("a clock that is put back does not put it off", async () => {
  const { ends, work } = aJob();
  const book = nowAndThen(10_000);
  const first = book.run("a", AT, work);
  ends[0]?.done();
  await first;
  expect(book.run("a", later(-10_000), work)).not.toBeNull();
});

test("when it fails who did it hears of it, and the next one does it", async () => {
  const { ends, work } = aJob();
  const book = nowAndThen(10_000);
  const first = book.run("a", AT, work);
  expect(book.run("a", AT, work)).toBeNull();
  ends[0]?.fail();
  await expect(first).rejects.toThrow("the database is away");
  expect(book.run("a", AT, work)).not.toBeNull();
  expect(ends).toHaveLength(2);
});

test("one that was forgotten and then fails does not stop the one that was begun after it", async () => {
  const { ends, work } = aJob();
  const book = nowAndThen(10_000);
  const first = book.run("a", AT, work);
  book.forget("a");
  const second = book.run("a", AT, work);
  ends[0]?.fail();
  await expect(first).rejects.toThrow("the database is away");
  expect(book.run("a", AT, work)).toBeNull();
  ends[1]?.done();
  await second;
  expect(book.run("a", AT, work)).toBeNull();
  expect(ends).toHaveLength(2);
});

test.each([
  ["by its key", "a"],
  ["with all others", undefined],
])("what is forgotten %s while it is being done is done again, and does not count when it ends", async (_, key) => {
  const { ends, work } = aJob();
  const book = nowAndThen(10_000);
  const first = book.run("a", AT, work);
  book.forget(key);
  ends[0]?.done();
  await first;
  const second = book.run("a", AT, work);
  expect(second).not.toBeNull();
  expect(ends).toHaveLength(2);
  ends[1]?.done();
  await second;
  expect(book.run("a", AT, work)).toBeNull();
});
