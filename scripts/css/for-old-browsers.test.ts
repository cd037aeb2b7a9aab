import { createRequire } from "node:module";
import postcss from "postcss";
import { expect, test } from "vitest";

const forOldBrowsers = createRequire(import.meta.url)("./for-old-browsers.cjs") as () => postcss.Plugin;

const compiled = (css: string) => postcss([forOldBrowsers()]).process(css, { from: undefined }).css.replace(/\s+/g, " ").trim();

test("a browser without layers gets every rule, in the order of the layers", () => {
  expect(compiled("@layer a, b; @layer base { p { margin: 0 } } @layer utilities { .m { margin: 1px } }")).toBe(
    "p { margin: 0 } .m { margin: 1px }",
  );
});

test.each(["button:not(:disabled)", "div[hidden][id]", "#a", "a.b", ".a .b"])(
  "a base rule for %s, which would win over a utility without layers, stops the build",
  (selector) => {
    expect(() => compiled(`@layer base { ${selector} { margin: 0 } }`)).toThrow("would win over a utility");
  },
);

test.each(["*, ::before", "[hidden]:where(:not([hidden=until-found]))", ":where(button:not(:disabled))", ":focus-visible", "button, a"])(
  "and one for %s does not",
  (selector) => {
    expect(() => compiled(`@layer base { ${selector} { margin: 0 } }`)).not.toThrow();
  },
);

test("a rule that is :is() as a whole is written out, without what an old browser would drop it for", () => {
  expect(compiled(":is(:where(.group):is([open], :popover-open, :open) .g\\:hidden) { display: none }")).toBe(
    ".group[open] .g\\:hidden { display: none }",
  );
});

test("a rule with :where() keeps its weight, and is repeated for browsers that do not know it", () => {
  expect(compiled(":where(.y > :not(:last-child)) { top: 0 }\n.z { top: 1px }")).toBe(
    ":where(.y > :not(:last-child)) { top: 0 } @supports not selector(:is(a)) {.y > :not(:last-child) { top: 0 } } .z { top: 1px }",
  );
});

test("a selector that cannot be written out stops the build", () => {
  expect(() => compiled(".a:is(button) { top: 0 }")).toThrow("cannot be written");
});

test("sides are said one by one", () => {
  expect(compiled(".a { inset: 0; padding-inline: calc(1px + 2px); margin-block: 1px auto !important }")).toBe(
    ".a { top: 0; right: 0; bottom: 0; left: 0; padding-left: calc(1px + 2px); padding-right: calc(1px + 2px); margin-top: 1px !important; margin-bottom: auto !important }",
  );
});

test.each([
  ["auto 0 1px", "top: auto; right: 0; bottom: 1px; left: 0"],
  ["1px 2px", "top: 1px; right: 2px; bottom: 1px; left: 2px"],
  ["1px 2px 3px calc(4px + var(--a, 5px))", "top: 1px; right: 2px; bottom: 3px; left: calc(4px + var(--a, 5px))"],
])("an inset of %s is %s", (inset, sides) => {
  expect(compiled(`.a { inset: ${inset} }`)).toBe(`.a { ${sides} }`);
});

test("a height without the browser's bars has one with them before it", () => {
  expect(compiled(".a { max-height: 85dvh }")).toBe(".a { max-height: 85vh; max-height: 85dvh }");
});

test("registered properties become the rule that does the same everywhere", () => {
  expect(compiled('@property --x { syntax: "*"; inherits: false } @supports (-moz-orient: inline) { * { --x: 0 } }')).toBe("* { --x: 0 }");
});
