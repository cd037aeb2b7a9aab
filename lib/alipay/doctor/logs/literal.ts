/** A value in the notation of a program: text, or names with values. Numbers and words keep their spelling. */
export type Literal = string | Literal[] | Map<string, Literal>;

const ESCAPES: Record<string, string> = { n: "\n", r: "\r", t: "\t", b: "\b", f: "\f", v: "\v", "0": "\0" };
const MAX_DEPTH = 6;

/**
 * Reads an object as Node's util.inspect, Python, Ruby, PHP's var_export or a lenient JSON writes it: names bare or in any quotes,
 * behind them `:`, `=>` or `=`; texts in any quotes with the usual escapes, also joined by `+`. Null for anything else. `end` is
 * where the text goes on. Written by hand, since each character is then looked at once.
 */
export function readLiteral(text: string, from: number): { value: Literal; end: number } | null {
  const reader = { text, at: from };
  const value = readValue(reader, 0);
  return value === null ? null : { value, end: reader.at };
}

type Reader = { text: string; at: number };

function readValue(reader: Reader, depth: number): Literal | null {
  skipBlanks(reader);
  skipTags(reader);
  const first = reader.text.charAt(reader.at);
  if (depth > MAX_DEPTH) return null;
  if (first === "{") return readObject(reader, depth);
  if (first === "[") return readList(reader, depth);
  return isQuote(first) ? readJoined(reader) : readWord(reader);
}

/** Python's u'' and b'', and the names that util.inspect puts in front: `[Object: null prototype] {`. */
function skipTags(reader: Reader): void {
  if (/^[ub]["']/.test(reader.text.slice(reader.at, reader.at + 2))) reader.at += 1;
  for (const tag of ["[Object: null prototype]", "OrderedDict(", "dict("])
    if (reader.text.startsWith(tag, reader.at)) reader.at += tag.length;
  skipBlanks(reader);
}

function readObject(reader: Reader, depth: number): Map<string, Literal> | null {
  const fields = new Map<string, Literal>();
  reader.at += 1;
  for (;;) {
    skipBlanks(reader, ",");
    if (reader.at >= reader.text.length) return null;
    if (reader.text.charAt(reader.at) === "}") {
      reader.at += 1;
      return fields;
    }
    skipTags(reader);
    const name = isQuote(reader.text.charAt(reader.at)) ? readQuoted(reader) : readName(reader);
    skipBlanks(reader);
    if (!name || !skipSeparator(reader)) return null;
    const value = readValue(reader, depth + 1);
    if (value === null) return null;
    fields.set(name, value);
  }
}

function readList(reader: Reader, depth: number): Literal[] | null {
  const items: Literal[] = [];
  reader.at += 1;
  for (;;) {
    skipBlanks(reader, ",");
    if (reader.at >= reader.text.length) return null;
    if (reader.text.charAt(reader.at) === "]") {
      reader.at += 1;
      return items;
    }
    const before = reader.at;
    const value = readValue(reader, depth + 1);
    if (value === null || reader.at === before) return null;
    items.push(value);
  }
}

function skipSeparator(reader: Reader): boolean {
  for (const separator of ["=>", ":", "="]) {
    if (!reader.text.startsWith(separator, reader.at)) continue;
    reader.at += separator.length;
    return true;
  }
  return false;
}

/** Texts that util.inspect breaks over lines: 'one' + 'two'. */
function readJoined(reader: Reader): string | null {
  let whole = readQuoted(reader);
  while (whole !== null) {
    const back = reader.at;
    skipBlanks(reader);
    if (reader.text.charAt(reader.at) !== "+") {
      reader.at = back;
      return whole;
    }
    reader.at += 1;
    skipBlanks(reader);
    const next: string | null = isQuote(reader.text.charAt(reader.at)) ? readQuoted(reader) : null;
    whole = next === null ? null : whole + next;
  }
  return null;
}

function isQuote(character: string): boolean {
  return character === '"' || character === "'" || character === "`";
}

function readQuoted(reader: Reader): string | null {
  const { text } = reader;
  const quote = text.charAt(reader.at);
  const parts: string[] = [];
  for (let at = reader.at + 1; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === quote) {
      reader.at = at + 1;
      return parts.join("");
    }
    if (character !== "\\") {
      parts.push(character);
      continue;
    }
    const read = readEscape(text, at + 1);
    parts.push(read.text);
    at = read.last;
  }
  return null;
}

/** `at`: behind the backslash. `last`: the last character of the escape. */
function readEscape(text: string, at: number): { text: string; last: number } {
  const letter = text.charAt(at);
  const digits = letter === "u" ? 4 : letter === "x" ? 2 : 0;
  const hex = text.slice(at + 1, at + 1 + digits);
  if (digits > 0 && hex.length === digits && /^[0-9a-fA-F]+$/.test(hex))
    return { text: String.fromCharCode(Number.parseInt(hex, 16)), last: at + digits };
  return { text: ESCAPES[letter] ?? letter, last: at };
}

function readName(reader: Reader): string {
  const from = reader.at;
  while (/[\w$.-]/.test(reader.text.charAt(reader.at))) reader.at += 1;
  return reader.text.slice(from, reader.at);
}

/** A bare value: a number, true, null, [Object]. It ends at a comma, a bracket or the line's end. */
function readWord(reader: Reader): string | null {
  const from = reader.at;
  while (reader.at < reader.text.length && !/[,}\]\r\n]/.test(reader.text.charAt(reader.at))) reader.at += 1;
  const word = reader.text.slice(from, reader.at).trim();
  return word === "" ? null : word;
}

function skipBlanks(reader: Reader, also = ""): void {
  while (reader.at < reader.text.length && `${also} \t\r\n`.includes(reader.text.charAt(reader.at))) reader.at += 1;
}
