import { expect, test } from "vitest";
import { judgeFormerPrice, type PastPrice } from "./list-price";

const AT = new Date("2026-11-20T02:00:00Z");
const sold = (fen: number): PastPrice => ({ fen, at: AT, was: "sold" });
const offered = (fen: number): PastPrice => ({ fen, at: AT, was: "offered" });

test("what was sold for 99 may be called 原价 99, neither a fen more nor one less", () => {
  expect(judgeFormerPrice(9900, { sold: sold(9900), offered: offered(9900) })).toBeNull();
  expect(judgeFormerPrice(9899, { sold: sold(9900), offered: offered(9900) })).toEqual(sold(9900));
  expect(judgeFormerPrice(9901, { sold: sold(9900), offered: offered(9900) })).toEqual(sold(9900));
});

test("one buyer with a coupon makes it the lower, and so does a day's lower offer that nobody took", () => {
  expect(judgeFormerPrice(9900, { sold: sold(8900), offered: offered(9900) })).toEqual(sold(8900));
  expect(judgeFormerPrice(9900, { sold: sold(9900), offered: offered(7900) })).toEqual(offered(7900));
});

test("what nobody ever bought has no 原价, whatever it was offered for", () => {
  expect(judgeFormerPrice(9900, { sold: null, offered: offered(9900) })).toBe("never_sold");
});

test("what has had one price since prices are on record has no 原价, though it was sold: nobody knows what it was offered for", () => {
  expect(judgeFormerPrice(9900, { sold: sold(9900), offered: null })).toBe("no_record");
});
