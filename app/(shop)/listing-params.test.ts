import { expect, test } from "vitest";
import { WHOLE_LIST } from "@/lib/shop/catalog/listing";
import { readListing, writeListing } from "./listing-params";

test("a list that a shopper chose is the same one after it has been in the address bar", () => {
  const listing = {
    ...WHOLE_LIST,
    sort: "price-desc",
    minFen: 1000,
    maxFen: 9950,
    inStock: true,
    category: "tea",
    pages: 3,
    after: "1_2",
  } as const;
  expect(readListing(writeListing(listing))).toEqual(listing);
  expect(writeListing(WHOLE_LIST)).toEqual({});
});

test("who types the higher price first means the same", () => {
  expect(readListing({ min: "99", max: "10" })).toMatchObject({ minFen: 1000, maxFen: 9900 });
});

test("what is no list in an address is the whole list", () => {
  for (const params of [
    { sort: "x" },
    { min: "abc", max: "-1" },
    { stock: "yes" },
    { pages: "0" },
    { pages: "11" },
    { pages: "1e1" },
    { pages: ["2", "3"] },
    { category: "../x" },
  ])
    expect(readListing(params), JSON.stringify(params)).toEqual(WHOLE_LIST);
});
