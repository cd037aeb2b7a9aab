import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import type { Broken } from "@/lib/shop/invariants/invariant";
import { ALL_BROKEN } from "@/test/broken-samples";
import { SelfCheck } from "./self-check";

const checkedAt = new Date("2026-11-22T01:00:00Z");
const show = (broken: Broken[], unchecked: Broken["code"][] = []) =>
  renderToStaticMarkup(<SelfCheck check={{ checkedAt, broken, unchecked }} />);

test("an owner whose books are right reads so in one calm line", () => {
  expect(show([])).toMatch(/\d+ 项检查都对得上/);
  expect(renderToStaticMarkup(<SelfCheck check={null} />)).toContain("还没有检查过");
});

test("whatever is broken is told in words, with a way to it", () => {
  for (const broken of ALL_BROKEN) {
    const html = show([broken]);
    expect(html, broken.code).not.toMatch(/undefined|NaN|null|Invalid|对得上：/);
    expect(html, broken.code).not.toContain(broken.code);
    expect(html, broken.code).toMatch(/href="\/admin\/(orders\/2611220900001|products\/7|reports\/2026-11-21|discrepancies)"/);
  }
});

test("of many that are broken in the same way a few are named, and what could not be checked is not called well", () => {
  const [one] = ALL_BROKEN;
  if (!one) throw new Error("no samples");
  expect(show([{ ...one, count: 1200 }])).toContain("另有 1199 处同样的问题");
  const html = show([], ["stock_below_zero"]);
  expect(html).toContain("有 1 项没能检查");
  expect(html).not.toContain("都对得上");
});

test("a code that only another version knows is still shown", () => {
  const unknown = { code: "of_another_version", count: 1, examples: [{}] } as unknown as Broken;
  expect(show([unknown])).toContain("of_another_version");
});
