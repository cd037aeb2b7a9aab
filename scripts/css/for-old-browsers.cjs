const { isPlainBase, withoutFunctions } = require("./selectors.cjs");

/** @typedef {import("postcss").Root} Root */
/** @typedef {import("postcss").Rule} Rule */
/** @typedef {import("postcss").Declaration} Declaration */

/** Chromium up to 86 has none of the shorthands on the left. Every page of ours is written from left to right. */
const SIDES = {
  "padding-inline": ["padding-left", "padding-right"],
  "padding-block": ["padding-top", "padding-bottom"],
  "margin-inline": ["margin-left", "margin-right"],
  "margin-block": ["margin-top", "margin-bottom"],
  "inset-inline": ["left", "right"],
  "inset-block": ["top", "bottom"],
  "scroll-padding-block": ["scroll-padding-top", "scroll-padding-bottom"],
  "border-inline-style": ["border-left-style", "border-right-style"],
  inset: ["top", "right", "bottom", "left"],
};

/**
 * Makes Tailwind's CSS readable for the browsers of docs/browsers.md, and leaves what newer ones show as it is. What a compiler
 * knows how to lower (colours, prefixes) is left to Next's own, which reads `browserslist` in package.json.
 * @returns {import("postcss").Plugin}
 */
function forOldBrowsers() {
  return {
    postcssPlugin: "for-old-browsers",
    OnceExit(root, { AtRule, list, result }) {
      // So that a builder which keeps results throws this one away when the plugin changes.
      for (const file of [__filename, require.resolve("./selectors.cjs")]) {
        result.messages.push({ type: "dependency", plugin: "for-old-browsers", file, parent: result.opts.from });
      }
      flattenLayers(root);
      registerByRule(root);
      root.walkDecls((declaration) => {
        toSides(declaration, list.space(declaration.value));
        addViewportHeight(declaration);
      });
      lowerSelectors(root, () => new AtRule({ name: "supports", params: "not selector(:is(a))" }));
    },
  };
}

/**
 * Takes the rules out of their layers, in their order. That changes nothing as long as no rule of an earlier layer is more specific
 * than one class, so such a rule stops the build. (@csstools/postcss-cascade-layers needs no such condition, but makes every
 * selector longer: 23 kB more.)
 * @param {Root} root
 */
function flattenLayers(root) {
  root.walkAtRules("layer", (layer) => {
    if (!layer.nodes) {
      layer.remove();
      return;
    }
    if (layer.params !== "utilities") layer.walkRules(refuseSpecific);
    layer.replaceWith(layer.nodes);
  });
}

/** @param {Rule} rule */
function refuseSpecific(rule) {
  for (const selector of rule.selectors) {
    if (!isPlainBase(selector))
      throw rule.error(`"${selector}" would win over a utility without layers: at most one class, or use :where()`);
  }
}

/**
 * Chromium up to 84 and Safari up to 16.3 have no `@property`. Tailwind brings a rule that does the same, for Safari and Firefox alone;
 * for all of them, the registrations are not needed.
 * @param {Root} root
 */
function registerByRule(root) {
  root.walkAtRules("property", (registration) => {
    registration.remove();
  });
  root.walkAtRules("supports", (condition) => {
    if (condition.params.includes("-moz-orient") && condition.nodes) condition.replaceWith(condition.nodes);
  });
}

/** @param {Declaration} declaration @param {string[]} said */
function toSides(declaration, [first = "", second = first, third = first, fourth = second]) {
  const sides = SIDES[/** @type {keyof typeof SIDES} */ (declaration.prop)];
  if (!sides) return;
  const values = sides.length === 4 ? [first, second, third, fourth] : [first, second];
  declaration.replaceWith(sides.map((prop, place) => declaration.clone({ prop, value: values[place] ?? "" })));
}

/** Chromium before 108 and Safari before 15.4 have no height without the browser's own bars. @param {Declaration} declaration */
function addViewportHeight(declaration) {
  if (/\ddvh\b/.test(declaration.value)) declaration.cloneBefore({ value: declaration.value.replace(/(\d)dvh\b/g, "$1vh") });
}

/**
 * Chromium up to 87 drops a rule with `:is()` or `:where()`. A rule that is `:is()` as a whole loses nothing by being written
 * out; one with `:where()` is kept, since its specificity counts, and repeated for those that do not know it.
 * @param {Root} root
 * @param {() => import("postcss").AtRule} withoutWhere
 */
function lowerSelectors(root, withoutWhere) {
  /** @type {Rule[]} */
  const rules = [];
  root.walkRules((rule) => {
    if (/:(is|where)\(/.test(rule.selector)) rules.push(rule);
  });
  for (const rule of rules) {
    const selectors = rule.selectors.flatMap(withoutFunctions);
    if (rule.selectors.every((selector) => selector.startsWith(":is("))) rule.selectors = selectors;
    else {
      const last = rule.next();
      const group = withoutWhere();
      group.append(rule.clone({ selectors }));
      if (last) last.before(group);
      else rule.parent?.append(group);
    }
  }
}

forOldBrowsers.postcss = true;
module.exports = forOldBrowsers;
