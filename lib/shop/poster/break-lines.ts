/** How a text is set in lines of a picture. Pure: what a letter is as wide as, and which letters there are, are arguments. */

export type LineLimits = { width: number; most: number };

const ELLIPSIS = "…";
/** Stands for letters that the typeface does not have, as printers had it (U+3013). */
export const NO_TYPE = "〓";

/** What must not end a line, and what must not begin one (GB/T 15834, 标点符号用法). */
const OPENING = "（［｛〔〈《「『【〖“‘([{";
const CLOSING = "）］｝〕〉》」』】〗”’)]}，。、；：？！…·—,.;:?!%℃";
const UNIT = new RegExp(`[${escaped(OPENING)}]*(?:[\\p{Script=Latin}\\p{Nd}&'+/_.-]+|.)[${escaped(CLOSING)}]*`, "gsu");

/**
 * A text as it can be drawn: marks of direction, emoji and whatever else says nothing in a picture are dropped, letters that the
 * typeface does not have are written plainly (Ⅱ as II) or become one 〓, spaces are one each.
 */
export function printable(text: string, has: (codePoint: number) => boolean): string {
  return [...text.normalize("NFC").replace(/\s+/gu, " ")]
    .map((letter) => drawn(letter, has))
    .join("")
    .replace(/〓+/gu, NO_TYPE)
    .replace(/ +/gu, " ")
    .trim();
}

/** All letters that may be needed to draw a text. */
export function lettersOf(text: string): string {
  return text.normalize("NFC") + text.normalize("NFKC");
}

function drawn(letter: string, has: (codePoint: number) => boolean): string {
  if (/^[\p{C}\p{M}]$/u.test(letter)) return "";
  const hasAll = (letters: string) => [...letters].every((one) => has(one.codePointAt(0) ?? 0));
  if (hasAll(letter)) return letter;
  const plain = letter.normalize("NFKC");
  if (hasAll(plain)) return plain;
  return /^[\p{L}\p{N}]$/u.test(letter) ? NO_TYPE : "";
}

/**
 * A text in at most `most` lines that are at most `width` wide, the last with … where it does not end. Words and numbers stay whole
 * where they can; no line begins with what closes nor ends with what opens.
 */
export function breakLines(text: string, widthOf: (text: string) => number, { width, most }: LineLimits): string[] {
  const fits = (line: string) => widthOf(line.trimEnd()) <= width;
  const lines: string[] = [];
  let line = "";
  for (const unit of unitsOf(text, fits)) {
    if (line === "" && unit === " ") continue;
    if (line === "" || fits(line + unit)) line += unit;
    else {
      lines.push(line.trimEnd());
      line = unit === " " ? "" : unit;
    }
  }
  if (line !== "") lines.push(line.trimEnd());
  if (lines.length <= most) return lines;
  const kept = lines.slice(0, most);
  return kept.map((one, at) => (at === most - 1 ? shortened(one, fits) : one));
}

/** What stays together on a line; what is wider than a whole line comes letter by letter. */
function unitsOf(text: string, fits: (text: string) => boolean): string[] {
  return (text.match(UNIT) ?? []).flatMap((unit) => (fits(unit) ? [unit] : [...unit]));
}

/** As much of a line as there is room for before its …. */
function shortened(line: string, fits: (text: string) => boolean): string {
  const letters = [...line];
  while (letters.length > 0 && !fits(letters.join("") + ELLIPSIS)) letters.pop();
  return letters.join("").trimEnd() + ELLIPSIS;
}

function escaped(letters: string): string {
  return letters.replace(/[\\\]^[-]/g, "\\$&");
}
