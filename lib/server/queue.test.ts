import { expect, test } from "vitest";
import { createQueue } from "./queue";

/** Work that ends when it is told to. */
function job() {
  let end = (_fails?: boolean) => {};
  const over = new Promise<string>((resolve, reject) => {
    end = (fails) => (fails ? reject(new Error("broken")) : resolve("done"));
  });
  const started = { yes: false };
  const work = () => {
    started.yes = true;
    return over;
  };
  return { work, end: (fails?: boolean) => end(fails), started };
}

test("the second comes on when the first is done, in whatever way it ends, and the one after it as well", async () => {
  const queue = createQueue({ atOnce: 1, waiting: 5 });
  const [first, second, third] = [job(), job(), job()];
  const [one, two, three] = [first, second, third].map(({ work }) => queue.run(work));
  expect([first, second, third].map(({ started }) => started.yes)).toEqual([true, false, false]);
  first.end(true);
  await expect(one).rejects.toThrow("broken");
  expect([second, third].map(({ started }) => started.yes)).toEqual([true, false]);
  second.end();
  expect(await two).toBe("done");
  third.end();
  expect(await three).toBe("done");
});

test("whoever comes when the line is full is told at once, and the place of one who left is somebody's again", async () => {
  const queue = createQueue({ atOnce: 2, waiting: 1 });
  const jobs = [job(), job(), job(), job()] as const;
  const runs = jobs.map(({ work }) => queue.run(work));
  expect(runs[3]).toBeNull();
  expect(jobs[3].started.yes).toBe(false);
  for (const { end } of jobs) end();
  await Promise.all(runs);
  const again = [job(), job(), job()] as const;
  const later = again.map(({ work }) => queue.run(work));
  expect(again.map(({ started }) => started.yes)).toEqual([true, true, false]);
  for (const { end } of again) end();
  expect(await Promise.all(later)).toEqual(["done", "done", "done"]);
});
