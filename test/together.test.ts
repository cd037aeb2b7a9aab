import { expect, test } from "vitest";
import { inTurn, runTogether } from "./together";

/** Each person says where they are; the words as they were said. */
async function said(order: number[]): Promise<string> {
  const words: string[] = [];
  const person = (name: string) => async () => {
    for (const place of [1, 2, 3]) await inTurn(async () => words.push(`${name}${place}`));
  };
  await runTogether([person("a"), person("b")], order);
  return words.join(" ");
}

test("people who do something together go on in the order that is drawn, and the same one again", async () => {
  expect(await said([0])).toBe("a1 a2 a3 b1 b2 b3");
  expect(await said([1])).toBe("b1 b2 b3 a1 a2 a3");
  expect(await said([0, 1])).toBe("a1 b1 a2 b2 a3 b3");
  expect(await said([0, 1])).toBe("a1 b1 a2 b2 a3 b3");
});

test("two who are let go side by side do not wait for each other", async () => {
  const met: string[] = [];
  let meet: () => void = () => {};
  const meeting = new Promise<void>((resolve) => {
    meet = resolve;
  });
  const waits = async () => void (await inTurn(() => meeting));
  const comes = async () => {
    await inTurn(async () => meet());
    met.push("came");
  };
  await runTogether([waits, comes], [10]);
  expect(met).toEqual(["came"]);
});

test("one who fails does not keep the others from their end, and is told", async () => {
  const ended: string[] = [];
  const fails = async () => {
    await inTurn(async () => {});
    throw new Error("sold out");
  };
  const ends = async () => {
    for (let step = 0; step < 5; step++) await inTurn(async () => {});
    ended.push("the other");
  };
  await expect(runTogether([fails, ends], [0])).rejects.toThrow("sold out");
  expect(ended).toEqual(["the other"]);
});
