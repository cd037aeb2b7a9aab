/** What people type and paste, as they meant it. Pure. Callers bound the length of a text before they hand it in: to normalise one takes a time that grows with its square. */

/** Emoji that are made of several: joined pictures (👨‍👩‍👧), and flags spelled by invisible letters (🏴󠁧󠁢󠁥󠁮󠁧󠁿). Their invisible parts belong to them. */
const COMPOSED =
  /\p{Extended_Pictographic}[\uFE0F\p{Emoji_Modifier}]*(?:\u200D\p{Extended_Pictographic}[\uFE0F\p{Emoji_Modifier}]*)+|\u{1F3F4}[\u{E0020}-\u{E007E}]+\u{E007F}/gu;

/**
 * Characters that show nothing: controls, what steers the direction of writing or joins letters, fillers, halves of characters. They
 * come along from contacts, chats and web pages, and could disguise what the owner reads on a parcel.
 */
const INVISIBLE = /[\u034F\p{Cc}\p{Cs}\p{Cf}\u115F\u1160\u3164\uFFA0]+/gu;
/** Format characters that are seen: marks over numbers in Arabic and Kaithi. */
const SEEN = /[\u0600-\u0605\u06DD\u08E2\u{110BD}\u{110CD}]/u;

/** Breaks of lines and blanks of every kind, of which U+2800 is a pattern without dots. */
const BLANK = /[\s\u0085\u2800]+/gu;
/** Dashes of every kind, and what else people put between the digits of a number. */
const SEPARATOR = /[\s\p{Pd}\u2212\u00B7\u2022\u30FB_.,/()]+/gu;

/** The most UTF-16 units that one character on the screen may take: a family of four has 11, an overgrown accent no end. */
const UNITS_PER_CHARACTER = 16;
const characters = new Intl.Segmenter("zh", { granularity: "grapheme" });

/** The text without what shows nothing; emoji keep what joins them. */
export function dropInvisible(text: string): string {
  let result = "";
  let end = 0;
  for (const { 0: emoji, index } of text.matchAll(COMPOSED)) {
    result += withoutInvisible(text.slice(end, index)) + emoji;
    end = index + emoji.length;
  }
  return result + withoutInvisible(text.slice(end));
}

/** The text as one line: breaks and runs of blanks become one blank, and what shows nothing goes. */
export function toLine(text: string): string {
  return dropInvisible(text.replace(BLANK, " ")).replace(/ {2,}/g, " ").trim();
}

/** The text of several lines, each without what shows nothing and without blanks at its ends. */
export function toLines(text: string): string {
  return text
    .split(/\r\n|[\n\r\u2028\u2029\u0085]/u)
    .map((line) => dropInvisible(line.replace(/\t/g, " ")).trim())
    .join("\n")
    .trim();
}

/** A number or code as it is meant: full-width characters as plain ones, and nothing between them. */
export function toCode(text: string): string {
  return dropInvisible(text).normalize("NFKC").replace(SEPARATOR, "");
}

/** A number of a phone in China: its eleven digits when the text is one, however it was spelled; otherwise what was typed. */
export function toPhone(text: string): string {
  return toCode(text).replace(/^(?:tel:)?(?:\+|00)?(?:86)?(?=1\d{10}$)/iu, "");
}

/** Whether a text has more than `max` characters as a person counts them: an emoji, however composed, is one. */
export function isLongerThan(text: string, max: number): boolean {
  if (text.length <= max) return false;
  if (text.length > max * UNITS_PER_CHARACTER) return true;
  let count = 0;
  for (const _ of characters.segment(text)) if (++count > max) return true;
  return false;
}

function withoutInvisible(text: string): string {
  return text.replace(INVISIBLE, (run) =>
    Array.from(run)
      .filter((character) => SEEN.test(character))
      .join(""),
  );
}
