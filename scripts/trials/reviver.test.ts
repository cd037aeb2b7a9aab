import { expect, test } from "vitest";
import { keepAlive } from "./reviver";
import type { Mortal } from "./town";

/** A part whose start ends when the test says so, well or not. */
function mortal(part: Mortal["part"], name: string) {
  const state = { isMissing: false, fell: false, starts: 0, end: (_error?: Error) => {} };
  const one: Mortal = {
    part,
    name,
    isMissing: () => state.isMissing,
    fellByItself: () => state.fell,
    start: () => {
      state.starts++;
      return new Promise<void>((resolve, reject) => {
        state.end = (error) => {
          if (error) return reject(error);
          state.isMissing = false;
          resolve();
        };
      });
    },
  };
  return { state, one };
}

function town() {
  const [database, first, second] = [mortal("database", "the database"), mortal("server", "server 1"), mortal("server", "server 2")];
  const mortals = [database.one, first.one, second.one];
  const isServing = () => !database.state.isMissing && (!first.state.isMissing || !second.state.isMissing);
  return {
    ...{ database: database.state, first: first.state, second: second.state },
    reviver: keepAlive({ mortals, isServing }, { gapMs: () => 0 }),
  };
}

const starts = (of: { starts: number }) => expect.poll(() => of.starts);

test("while a server that was killed is started again somebody is served by the other one, who may be the next to fall", async () => {
  const { first, second, reviver } = town();
  first.isMissing = true;
  await starts(first).toBe(1);
  await reviver.untilServing();
  second.isMissing = true;
  await starts(second).toBe(1);
  let isServed = false;
  const served = reviver.untilServing().then(() => {
    isServed = true;
  });
  second.end();
  await served;
  expect([isServed, first.isMissing]).toEqual([true, true]);
  first.end();
  await reviver.stop();
  expect(reviver.restarts().map(({ part }) => part)).toEqual(["server", "server"]);
  expect(reviver.fellByThemselves).toEqual([]);
});

test("a server is not started before its database is there, and is started again where its start fails", async () => {
  const { database, first, reviver } = town();
  database.isMissing = true;
  first.isMissing = true;
  await starts(database).toBe(1);
  expect(first.starts).toBe(0);
  database.end();
  await starts(first).toBe(1);
  first.end(new Error("it was killed in the midst of it"));
  await starts(first).toBe(2);
  first.end();
  await reviver.stop();
  expect(reviver.restarts().map(({ part }) => part)).toEqual(["database", "server"]);
});

test("a server that ends though nobody has killed it is no death of the trial's, and is told of", async () => {
  const { second, reviver } = town();
  second.fell = true;
  second.isMissing = true;
  await starts(second).toBe(1);
  second.end();
  await reviver.stop();
  expect(reviver.fellByThemselves).toEqual(["server 2 ended, and nobody had killed it"]);
});
