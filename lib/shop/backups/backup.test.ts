import { expect, test } from "vitest";
import { folderName, momentOf, newestOf } from "./backup";

test("an owner's backups are known by their names, and what is unfinished is none", () => {
  const moment = new Date("2026-11-26T04:00:01.234Z");
  expect(momentOf(folderName(moment))).toEqual(moment);
  expect(momentOf(`${folderName(moment)}.unfinished`)).toBeNull();
  expect(momentOf("2026-99-99T99-99-99-999Z")).toBeNull();
  expect(newestOf(["pictures", "2026-11-25T04-00-00-000Z", "2026-11-26T04-00-00-000Z", "2026-11-27T04-00-00-000Z.unfinished"])).toEqual(
    new Date("2026-11-26T04:00:00Z"),
  );
  expect(newestOf(["pictures"])).toBeNull();
});
