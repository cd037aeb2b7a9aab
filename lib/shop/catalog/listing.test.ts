import { expect, test } from "vitest";
import { readPlace, writePlace } from "./listing";

test("a list goes on from where its address says, and from its top where that says nothing", () => {
  expect(readPlace(writePlace([0, -12n, 3, 45]), 4)).toEqual([0n, -12n, 3n, 45n]);
  for (const broken of [null, "", "1_2", "1_2_3_x", "1_2_3_4_5", "1__2_3", "１_2_3_4", `${"9".repeat(17)}_1_1_1`, "1_2_3_4;--"])
    expect(readPlace(broken, 4), String(broken)).toBeNull();
});
