import { expect, test } from "vitest";
import { inLanguage } from "@/lib/language/language";
import { COURIERS, WITHOUT_NUMBER } from "@/lib/shop/parcels/couriers";
import { courierName } from "./courier-text";

test("a buyer who reads English knows every courier, and every way without one, by an English name", () => {
  for (const kept of [...COURIERS.map(({ name }) => name), ...WITHOUT_NUMBER, "其他"])
    expect(
      inLanguage("en", () => courierName(kept)),
      kept,
    ).toEqual({ name: expect.not.stringMatching(/\p{Script=Han}/u), isOwners: false });
});

test("what the owner wrote of a courier that nobody knows stays, as does every name in Chinese", () => {
  expect(inLanguage("en", () => courierName("老王的三轮车"))).toEqual({ name: "老王的三轮车", isOwners: true });
  expect(courierName("顺丰速运")).toEqual({ name: "顺丰速运", isOwners: false });
});
