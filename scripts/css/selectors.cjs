/** What no old browser knows, so that it would drop a whole rule for it. */
const UNKNOWN = [":popover-open", ":open"];

/**
 * The same selectors without `:is()` and `:where()`. They match the same, but `:where()` no longer counts for nothing.
 * @param {string} selector one, without a comma outside of brackets
 * @returns {string[]}
 */
function withoutFunctions(selector) {
  const start = selector.search(/:(is|where)\(/);
  if (start < 0) return [selector];
  const open = selector.indexOf("(", start);
  const close = endOf(selector, open);
  const before = selector.slice(0, start);
  return splitList(selector.slice(open + 1, close))
    .filter((choice) => !UNKNOWN.includes(choice))
    .flatMap((choice) => {
      if (/[\w-]$/.test(before) && /^[a-z*]/i.test(choice)) throw new Error(`"${selector}" cannot be written without its function`);
      return withoutFunctions(before + choice + selector.slice(close + 1));
    });
}

/**
 * Whether a selector gives way to any single class that comes after it.
 * @param {string} selector
 */
function isPlainBase(selector) {
  const counted = withoutWhere(selector).replace(/::[\w-]+/g, "");
  if (counted.includes("#")) return false;
  const classes = counted.match(/\.[\w-]|\[|:(?!not\()[a-z]/g)?.length ?? 0;
  const elements = counted.match(/(^|[\s>+~(,])[a-z]/gi)?.length ?? 0;
  return classes === 0 || (classes === 1 && elements === 0);
}

/** @param {string} selector @returns {string} */
function withoutWhere(selector) {
  const start = selector.indexOf(":where(");
  if (start < 0) return selector;
  return withoutWhere(selector.slice(0, start) + selector.slice(endOf(selector, selector.indexOf("(", start)) + 1));
}

/** @param {string} list */
function splitList(list) {
  /** @type {string[]} */
  const parts = [];
  let depth = 0;
  let part = "";
  for (const letter of list) {
    if (letter === "(" || letter === "[") depth++;
    if (letter === ")" || letter === "]") depth--;
    if (letter === "," && depth === 0) {
      parts.push(part.trim());
      part = "";
    } else part += letter;
  }
  return [...parts, part.trim()];
}

/** @param {string} text @param {number} open the place of a bracket @returns {number} the place of the one that closes it */
function endOf(text, open) {
  let depth = 0;
  for (let place = open; place < text.length; place++) {
    if (text[place] === "(") depth++;
    if (text[place] === ")" && --depth === 0) return place;
  }
  throw new Error(`"${text}" has no end`);
}

module.exports = { withoutFunctions, isPlainBase };
