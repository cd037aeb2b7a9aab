import { expect, test } from "vitest";
import { boundsAround } from "./day";

test("a day in Shanghai goes from its midnight to the next, also for a server in another time zone", () => {
  const day = { from: new Date("2026-11-22T16:00:00Z"), to: new Date("2026-11-23T16:00:00Z") };
  expect(boundsAround(new Date("2026-11-22T16:00:00.000Z"))).toEqual(day);
  expect(boundsAround(new Date("2026-11-23T15:59:59.999Z"))).toEqual(day);
  expect(boundsAround(new Date("2026-11-22T15:59:59.999Z")).to).toEqual(day.from);
});
