import type { Cause } from "./finding";
import { jsonSpellings } from "./json-spellings";
import { htmlSpellings, unescapeHtml } from "./logs/entities";

/** What a value may have been before software on its way changed it, and what that software did. */
export type ValueEdit = { cause: Cause; value: string };

/** Positions of a value that are tried one by one. */
const MOST_PLACES = 12;
const MOST_JSON = 20_000;

/** Every known way in which one value is changed on its way, undone; the likeliest first, and never the value itself. */
export function valueEdits(value: string): ValueEdit[] {
  if (value === "") return [];
  const edits = [
    ...add("value_trimmed", trims(value)),
    ...add("number_rewritten", numbers(value)),
    ...add("time_rewritten", times(value)),
    ...add("blanks_collapsed", blanks(value)),
    ...add("line_ends_changed", lineEnds(value)),
    ...add("lookalikes", lookalikes(value)),
    ...add(
      "unicode_normalised",
      ["NFD", "NFC", "NFKD", "NFKC"].map((form) => value.normalize(form)),
    ),
    ...add("html_escaped", [unescapeHtml(value), unescapeHtml(unescapeHtml(value)), ...htmlSpellings(value)]),
    ...add("slashes_added", [value.replace(/\\(["'\\/])/g, "$1"), value.replace(/["'\\]/g, "\\$&")]),
    ...add("invisible_characters", [value.replace(/[\u200b-\u200f\u202a-\u202e\u2060\ufeff]/g, "")]),
    ...add("case_changed", [value.toUpperCase(), value.toLowerCase()]),
    ...add("plus_to_space", pluses(value)),
    ...add("encoded_twice", decodings(value)),
    ...add("decoded_twice", percents(value)),
    ...add("json_rewritten", value.length <= MOST_JSON && /^\s*[[{]/.test(value) ? jsonSpellings(value) : []),
  ];
  const seen = new Set([value]);
  return edits.filter((edit) => !seen.has(edit.value) && seen.add(edit.value));
}

function add(cause: Cause, values: string[]): ValueEdit[] {
  return values.map((value) => ({ cause, value }));
}

function trims(value: string): string[] {
  const ends = [" ", "\n", "\r\n", "  ", "\t", "\u3000", "\u00a0"];
  return [...ends.flatMap((end) => [value + end, end + value]), ` ${value} `];
}

/** `88.80` that a parser made a number: 88.8; and the reverse. */
function numbers(value: string): string[] {
  if (!/^\d{1,15}(?:\.\d{1,4})?$/.test(value)) return [];
  return [Number(value).toFixed(2), Number(value).toFixed(1), String(Number(value))];
}

/** The protocol's times have a blank and no zone; Beijing is eight hours ahead of UTC. */
function times(value: string): string[] {
  const parts = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(?:\.\d{1,9})?(Z|[+-]\d\d:?\d\d)?$/.exec(value);
  if (!parts) return /^\d{13}$/.test(value) ? [beijing(Number(value))] : [];
  const moment = Date.parse(value.replace(" ", "T"));
  return [`${parts[1]} ${parts[2]}`, ...(parts[3] && !Number.isNaN(moment) ? [beijing(moment)] : []), `${parts[1]} ${parts[2]}.0`];
}

function beijing(milliseconds: number): string {
  return new Date(milliseconds + 8 * 3600_000).toISOString().slice(0, 19).replace("T", " ");
}

/** Each blank in turn, and all of them, as two blanks or as another white space that a filter made a blank. */
function blanks(value: string): string[] {
  const places = placesOf(value, " ");
  const each = ["  ", "   ", "\t", "\u3000", "\u00a0"].flatMap((other) => [
    ...places.map((at) => value.slice(0, at) + other + value.slice(at + 1)),
    value.replaceAll(" ", other),
  ]);
  return [...each, value.replaceAll("\u00a0", " "), value.replaceAll("\u3000", " "), value.replaceAll("\t", " ")];
}

function lineEnds(value: string): string[] {
  if (!/[\r\n]| |\\n/.test(value)) return [];
  const unix = value.replace(/\r\n?/g, "\n");
  const lost = placesOf(value, " ").flatMap((at) => ["\n", "\r\n"].map((end) => value.slice(0, at) + end + value.slice(at + 1)));
  return [
    unix,
    unix.replaceAll("\n", "\r\n"),
    unix.replaceAll("\n", "\r"),
    unix.replaceAll("\n", ""),
    value.replaceAll("\\n", "\n"),
    ...lost,
  ];
}

/** Characters that filters and word processors put in place of those that a program could take for code. */
const PAIRS: [plain: string, others: string[]][] = [
  ["<", ["＜", "‹"]],
  [">", ["＞", "›"]],
  ['"', ["＂", "“", "”"]],
  ["'", ["＇", "‘", "’"]],
  ["&", ["＆"]],
  ["(", ["（"]],
  [")", ["）"]],
  ["%", ["％"]],
  ["#", ["＃"]],
  [":", ["："]],
  [";", ["；"]],
  [",", ["，"]],
  ["-", ["–", "—", "－"]],
  ["...", ["…"]],
];

function lookalikes(value: string): string[] {
  let plain = value;
  for (const [ascii, others] of PAIRS) for (const other of others) plain = plain.replaceAll(other, ascii);
  const halfWidth = value.replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0));
  const single = PAIRS.flatMap(([ascii, others]) =>
    others.flatMap((other) => [value.replaceAll(other, ascii), value.replaceAll(ascii, other)]),
  );
  const wide = value.replace(/[<>"'&()%#]/g, (narrow) => String.fromCharCode(narrow.charCodeAt(0) + 0xfee0));
  return [plain, halfWidth, wide, ...single];
}

/** Each subset of the first few blanks as pluses; and all pluses as blanks. */
function pluses(value: string): string[] {
  const places = placesOf(value, " ").slice(0, 8);
  const subsets = Array.from({ length: 2 ** places.length - 1 }, (_, index) =>
    places.reduce((text, at, bit) => ((index + 1) & (1 << bit) ? `${text.slice(0, at)}+${text.slice(at + 1)}` : text), value),
  );
  return [value.replaceAll(" ", "+"), value.replaceAll("+", " "), ...subsets];
}

function decodings(value: string): string[] {
  if (!/%[0-9A-Fa-f]{2}/.test(value)) return [];
  const decoded = decode(value);
  return [decoded, decode(value.replaceAll("+", " ")), decode(decoded)];
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

/** A value that was percent-encoded before it was signed, by each writer's set of characters and with either case of hex. */
function percents(value: string): string[] {
  if (!/[^\w.~-]/.test(value)) return [];
  const standard = encodeURIComponent(value);
  const form = new URLSearchParams([["", value]]).toString().slice(1);
  const rfc = standard.replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  const java = form.replaceAll("+", "%20");
  const all = [standard, form, rfc, java];
  return [...all, ...all.map(lowerHex), encodeURIComponent(standard), lowerHex(encodeURIComponent(standard))];
}

function lowerHex(encoded: string): string {
  return encoded.replace(/%[0-9A-F]{2}/g, (escaped) => escaped.toLowerCase());
}

function placesOf(value: string, what: string): number[] {
  const places: number[] = [];
  for (let at = value.indexOf(what); at >= 0 && places.length < MOST_PLACES; at = value.indexOf(what, at + 1)) places.push(at);
  return places;
}
