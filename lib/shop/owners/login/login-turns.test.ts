import { scryptSync } from "node:crypto";
import { expect, test } from "vitest";
import { loginTurns, verifyInTurn } from "./login-turns";

/** A hash that is quick to compare with, of the password "right". */
const HASH = `scrypt$N=16384,r=8,p=1$${"A".repeat(22)}$${scryptSync("right", Buffer.alloc(16), 32, { N: 16384, r: 8, p: 1 }).toString("base64url")}`;

function guessing(tries = 20) {
  const shop = { logins: loginTurns(tries) };
  const verified: string[] = [];
  const guess = async (who: string, ip: string, { password = "wrong", deviceId = null as bigint | null } = {}) => {
    const result = await verifyInTurn(shop, { ip, deviceId }, { password, hash: HASH });
    verified.push(who);
    return result;
  };
  return { shop, guess, verified };
}

test("twenty guesses of a stranger are hashed one after the other", async () => {
  const { shop, guess } = guessing();
  const guesses = Array.from({ length: 20 }, () => guess("stranger", "203.0.113.9"));
  expect(shop.logins.standing()).toEqual({ running: 1, waiting: 19 });
  expect(await Promise.all(guesses)).toEqual(Array.from({ length: 20 }, () => ({ ok: true, isRight: false })));
  expect(shop.logins.standing()).toEqual({ running: 0, waiting: 0 });
});

test("the owner's password is looked at after the guess that is under way, in a new browser and in a known one, even at the stranger's own address", async () => {
  const { guess, verified } = guessing();
  const strangers = [1, 2, 3, 4].map((n) => guess(`stranger ${n}`, "203.0.113.9"));
  const known = guess("known browser", "203.0.113.9", { password: "right", deviceId: 7n });
  const elsewhere = guess("owner elsewhere", "198.51.100.7", { password: "right" });
  expect(await Promise.all([known, elsewhere])).toEqual([
    { ok: true, isRight: true },
    { ok: true, isRight: true },
  ]);
  await Promise.all(strangers);
  expect(verified.slice(0, 3)).toEqual(["stranger 1", "known browser", "owner elsewhere"]);
});

test("beyond as many as may try, an address is told to wait, and nothing is hashed for it", async () => {
  const { guess } = guessing(2);
  const guesses = [1, 2, 3, 4].map(() => guess("stranger", "203.0.113.9"));
  expect((await Promise.all(guesses)).map(({ ok }) => ok)).toEqual([true, true, true, false]);
});

test("a stored hash that is none gives its turn back, and its fault on", async () => {
  const { shop, guess } = guessing();
  const broken = verifyInTurn(shop, { ip: "203.0.113.9", deviceId: null }, { password: "x", hash: "plain text" });
  await expect(broken).rejects.toThrow("not one of ours");
  expect(await guess("owner", "198.51.100.7", { password: "right" })).toEqual({ ok: true, isRight: true });
});
