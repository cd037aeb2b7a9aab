/** The named entities that pages of China's shops meet; HTML reads those of `LEGACY` without their semicolon too (HTML Standard, 13.5). */
const NAMED: Record<string, string> = { apos: "'", plus: "+", equals: "=", sol: "/", quot: '"', lt: "<", gt: ">", nbsp: "\u00a0" };
const LEGACY: Record<string, string> = {
  times: "×",
  not: "¬",
  para: "¶",
  sect: "\u00a7",
  copy: "©",
  reg: "®",
  curren: "¤",
  deg: "°",
  yen: "¥",
  cent: "¢",
  pound: "£",
  micro: "µ",
  middot: "·",
  divide: "÷",
  plusmn: "±",
  uml: "¨",
  shy: "\u00ad",
  macr: "¯",
  acute: "´",
  cedil: "¸",
  ordf: "ª",
  ordm: "º",
  laquo: "«",
  raquo: "»",
  eth: "ð",
};
const ENTITY_OF = new Map(Object.entries(LEGACY).map(([name, character]) => [character, name]));
const CHARACTERS = new RegExp(`(?:[${[...ENTITY_OF.keys()].join("")}])(?=\\w*=)`, "g");
const NAMES = new RegExp(`&(${Object.keys(LEGACY).join("|")});(?=\\w*=)`, "g");

/**
 * A form that a page took for HTML: `&timestamp=` became `×tamp=` since `&times` is an entity. Each such character, or entity with
 * its semicolon, that stands where a name goes on is made the ampersand and letters that it was; the same text where there is none.
 */
export function undoEntitiesInNames(text: string): string {
  const decoded = text.replace(/%C2%([AB][0-9A-F])|%C3%(97|B7|B0)/gi, (escaped) => decodeURIComponent(escaped));
  const undone = (decoded.search(CHARACTERS) >= 0 ? decoded : text).replace(CHARACTERS, (character) => `&${ENTITY_OF.get(character)}`);
  return undone.replace(NAMES, "&$1");
}

/** Undoes the escaping of frameworks that treat parameters as text of a page: named entities, decimal and hexadecimal ones. */
export function unescapeHtml(value: string): string {
  if (!value.includes("&")) return value;
  return value.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,6}));/gi, (entity, decimal: string, hex: string, name: string) => {
    if (name) return name.toLowerCase() === "amp" ? "&" : (NAMED[name] ?? NAMED[name.toLowerCase()] ?? LEGACY[name] ?? entity);
    const code = decimal ? Number.parseInt(decimal, 10) : Number.parseInt(hex, 16);
    return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : entity;
  });
}

/** The reverse, as PHP's htmlspecialchars and its kin write it: with and without quotes, and the apostrophe's three spellings. */
export function htmlSpellings(value: string): string[] {
  const bare = value.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  const quoted = bare.replaceAll('"', "&quot;");
  return [bare, quoted, ...["&#039;", "&#39;", "&#x27;", "&apos;"].map((apostrophe) => quoted.replaceAll("'", apostrophe))];
}
