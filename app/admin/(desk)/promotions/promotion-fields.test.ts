import { expect, test } from "vitest";
import { z } from "zod";
import { couponInWords } from "@/app/discount-text";
import { codeField, takeCoupon, takeSlugs, takeTiers, takeTimes } from "./promotion-fields";
import { promotionInWords } from "./promotion-in-words";

/** What is read, and which fields are told of as wrong. */
function read<Value>(take: (form: Record<string, string>, wrong: (field: string) => void) => Value, form: Record<string, string>) {
  const wrong: string[] = [];
  return { value: take(form, (field) => wrong.push(field)), wrong };
}

test("an owner's tiers are read from the lowest on, and one that gives no more than the one before is told of", () => {
  const form = { t1_from: "100", t1_off: "10", t2_from: "200", t2_off: "30.5", t3_from: "", t3_off: "" };
  expect(read(takeTiers, form)).toEqual({
    value: [
      { fromFen: 10_000, offFen: 1000 },
      { fromFen: 20_000, offFen: 3050 },
    ],
    wrong: [],
  });
  expect(read(takeTiers, {}).wrong).toEqual(["t1_from"]);
  expect(read(takeTiers, { t1_from: "100", t1_off: "100" }).wrong).toEqual(["t1_off"]);
  expect(read(takeTiers, { ...form, t2_off: "10" }).wrong).toEqual(["t2_off"]);
  expect(read(takeTiers, { ...form, t2_from: "99" }).wrong).toEqual(["t2_from"]);
});

test("8.5 折 is 85 of a hundred, and an empty field is no limit", () => {
  const form = { from: "", off: "percent", percent: "8.5", most: "20", offSum: "", total: "", perBuyer: "1" };
  const off = { kind: "percent", payPercent: 85, mostFen: 2000 };
  expect(read(takeCoupon, form)).toEqual({ value: { fromFen: 0, off, total: null, perBuyer: 1 }, wrong: [] });
  expect(["8.55", "0", "10", "-1"].map((percent) => read(takeCoupon, { ...form, percent }).wrong)).toEqual(Array(4).fill(["percent"]));
  expect(read(takeCoupon, { ...form, off: "sum", total: "0", from: "x" }).wrong.sort()).toEqual(["from", "offSum", "total"]);
});

test("a promotion is on from the first day's midnight to the last day's, in Beijing", () => {
  const { value } = read(takeTimes, { startDay: "2026-12-12", endDay: "2026-12-12" });
  expect([value.startsAt.toISOString(), value.endsAt.toISOString()]).toEqual(["2026-12-11T16:00:00.000Z", "2026-12-12T16:00:00.000Z"]);
  expect(read(takeTimes, { startDay: "12.12", endDay: "2026-02-30" }).wrong).toEqual(["startDay", "endDay"]);
  expect(
    promotionInWords(
      {
        rule: { kind: "reduction", scope: { kind: "all" }, tiers: [{ fromFen: 9900, offFen: 500 }] },
        total: null,
        perBuyer: null,
        ...value,
      },
      new Map(),
    ),
  ).toEqual(["满 ¥99 减 ¥5", "全部商品", "2026-12-12 00:00 起，2026年12月12日 24:00 止"]);
});

test("goods are named by the addresses of their pages, each once", () => {
  expect(takeSlugs("https://shop.example/products/long-jing\n/products/cup/\n\nlong-jing\n")).toEqual(["long-jing", "cup"]);
});

test("the owner reads a coupon as the buyer does", () => {
  expect(couponInWords({ fromFen: 5000, off: { kind: "sum", offFen: 500 } })).toBe("满 ¥50 减 ¥5");
  expect(couponInWords({ fromFen: 0, off: { kind: "percent", payPercent: 85, mostFen: 2000 } })).toBe("无门槛打 8.5 折，最多减 ¥20");
  expect(couponInWords({ fromFen: 0, off: { kind: "percent", payPercent: 80, mostFen: 2050 } })).toBe("无门槛打 8 折，最多减 ¥20.50");
  expect(z.object({ code: codeField }).safeParse({ code: "双十二" }).success).toBe(false);
});
