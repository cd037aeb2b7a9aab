import "server-only";
import { pinyin } from "pinyin-pro";

/** A word of one letter would find half the shop; one longer than this is no word. */
const TYPED = /^[a-z]{2,40}$/;
const MOST_INITIALS = 8;

/** The syllables of a text's lines without their tones, ü as v, one blank between them: 明前龙井 → "ming qian long jing". What is no Han character is left out. */
export function toPinyin(text: string): string {
  return text
    .split("\n")
    .map((line) => pinyin(line, { toneType: "none", type: "array", v: true, nonZh: "removed" }).join(" "))
    .join("\n");
}

/**
 * What PostgreSQL's `~` finds a typed word with in what `toPinyin` made: whole syllables (longjing), or their first letters (lj).
 * Null for what nobody typed as pinyin. It consists of letters a–z, blanks and signs of its own only.
 */
export function pinyinPattern(word: string): string | null {
  const letters = word.toLowerCase().replaceAll("ü", "v");
  if (!TYPED.test(letters)) return null;
  const each = Array.from(letters);
  const initials = each.length <= MOST_INITIALS ? `|${each.map((letter) => `${letter}[a-z]*`).join(" ")}` : "";
  return `(^|\\s)(${each.join(" ?")}${initials})(\\s|$)`;
}
