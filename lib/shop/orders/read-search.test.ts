import { expect, test } from "vitest";
import { readSearch, type Way } from "./read-search";

const no = (beginning: string): Way => ({ by: "no", beginning });
const phone = (beginning: string): Way => ({ by: "phone", beginning });
const trade = (number: string): Way => ({ by: "trade", number });
const words = (...all: string[]): Way[] => (["name", "goods", "note", "owner_note"] as const).map((by) => ({ by, words: all }));

test("an owner who types nothing looks for nothing; who types signs alone, for what does not exist", () => {
  for (const typed of ["", "  ", "\u3000"]) expect(readSearch(typed), typed).toBeNull();
  for (const typed of ["。", "《》", "-"]) expect(readSearch(typed), typed).toEqual([]);
});

test("an owner who pastes a phone, however it was spelled, is asked about phones alone", () => {
  for (const typed of [
    "13912345678",
    "139 1234–5678",
    "+86 13912345678",
    "\u202D13912345678\u202C",
    "１３９１２３４５６７８",
    "tel:13912345678",
  ])
    expect(readSearch(typed), typed).toEqual([phone("13912345678")]);
});

test("an owner who pastes a phone among other words is asked about that phone, and about no number that only has its digits", () => {
  for (const typed of [
    "王小明 13912345678",
    "王小明 139 1234 5678 浙江省",
    "王小明，+86 139 – 1234-5678，文三路",
    "电话：１３９１２３４５６７８。",
    "王小明13912345678浙江省杭州市西湖区文三路 900 号",
  ])
    expect(readSearch(typed), typed).toEqual([phone("13912345678")]);
  for (const typed of ["SF13912345678", "王 139123456789", "王 2139 1234 5678", "SKU-13912345678A", "王 12912345678"])
    expect(readSearch(typed), typed).not.toContainEqual(phone("13912345678"));
});

test("an owner who types the last four digits of a phone finds them, or a number that begins so", () => {
  expect(readSearch("5678")).toEqual([no("5678"), phone("5678"), { by: "phone_end", digits: "5678" }, ...words("5678")]);
});

test("an owner who types a number looks for what a number of that length can be, for a SKU, and for no name", () => {
  const goods = (word: string): Way => ({ by: "goods", words: [word] });
  expect(readSearch("26112212")).toEqual([no("26112212"), phone("26112212"), goods("26112212")]);
  expect(readSearch("2611221234567890。")).toEqual([no("2611221234567890"), trade("2611221234567890"), goods("2611221234567890")]);
  for (const typed of ["2026112222001412345678901234", "XP20261122000000000000000001"])
    expect(readSearch(typed), typed).toEqual([trade(typed), goods(typed)]);
  expect(readSearch("AB12345678")).toEqual([trade("AB12345678"), goods("AB12345678")]);
});

test("an owner who types words looks for them in names, goods and both notes, and never among numbers", () => {
  expect(readSearch("欧阳，")).toEqual(words("欧阳"));
  expect(readSearch("《欧阳晓晓》")).toEqual(words("欧阳晓晓"));
  expect(readSearch("龙井 礼盒")).toEqual(words("龙井", "礼盒"));
  expect(readSearch("500g")).toEqual(words("500g"));
  expect(readSearch("%")).toEqual(words("%"));
});

test("letters and digits as long as a number may be one, or a word", () => {
  expect(readSearch("refundabc123")).toEqual([trade("refundabc123"), ...words("refundabc123")]);
});

test("whatever is typed, no more is asked than a handful of questions of bounded length", () => {
  for (const typed of ["9".repeat(10_000), "王".repeat(10_000), "a ".repeat(10_000), "1".repeat(30)]) {
    const ways = readSearch(typed) ?? [];
    expect(ways.length).toBeLessThanOrEqual(6);
    expect(JSON.stringify(ways).length).toBeLessThan(500);
  }
});
