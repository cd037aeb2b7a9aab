import { expect, test } from "vitest";
import { type Run, withRun } from "./table";

const PAGE = "# Kills\n\n<!-- runs of kills: begin -->\n<!-- runs of kills: end -->\n\nThe rest.\n";
const run = (minute: number, figures: Run["figures"]): Run => ({
  begun: `2026-11-26 18:0${minute}`,
  commit: "abc1234",
  command: "npm run chaos -- --kills 40 --seed 1",
  machine: "2 cores, load 1.0",
  figures,
});

test("who reads a page sees each run with its figures, and what they are together", () => {
  const one = withRun(PAGE, "kills", run(1, { kills: 1_200, lost: 0, worst: "3.1 s" }));
  const page = withRun(one, "kills", run(2, { kills: 40, lost: 1, worst: "2.0 s" }));
  expect(page.split("\n")).toEqual([
    ...["# Kills", "", "<!-- runs of kills: begin -->"],
    "| begun | commit | command | machine | kills | lost | worst |",
    "|---|---|---|---|---|---|---|",
    "| 2026-11-26 18:01 | abc1234 | `npm run chaos -- --kills 40 --seed 1` | 2 cores, load 1.0 | 1,200 | 0 | 3.1 s |",
    "| 2026-11-26 18:02 | abc1234 | `npm run chaos -- --kills 40 --seed 1` | 2 cores, load 1.0 | 40 | 1 | 2.0 s |",
    "| **together** |  |  |  | 1,240 | 1 |  |",
    ...["<!-- runs of kills: end -->", "", "The rest.", ""],
  ]);
});

test("a run that goes on writes its own row anew, and leaves the others", () => {
  const pages = [10, 20, 30].reduce(
    (page, kills) => withRun(page, "kills", run(3, { kills })),
    withRun(PAGE, "kills", run(1, { kills: 5 })),
  );
  expect(pages.match(/^\| 2026/gm)).toHaveLength(2);
  expect(pages).toContain("| **together** |  |  |  | 35 |");
});

test("a figure that is new gets a column, which earlier runs leave empty", () => {
  const page = withRun(withRun(PAGE, "kills", run(1, { kills: 5 })), "kills", run(2, { kills: 6, steps: 2 }));
  expect(page).toContain("| machine | kills | steps |");
  expect(page).toMatch(/\| 5 \| {2}\|\n/);
});

test("a page without the place for it is refused by name", () => {
  expect(() => withRun("# Kills", "kills", run(1, {}))).toThrow("<!-- runs of kills: begin -->");
});
