import { dropInvisible } from "@/lib/server/typed-text";
import { MAX_QUERY } from "./product";

const MAX_WORDS = 5;
/** Blanks and punctuation, but for the signs that names of goods are made with: 70%, A_4, A&B. */
const BETWEEN = /(?:\s|(?![%_\\&#@*])\p{P})+/u;

/**
 * The words of a query: at most five, of its first MAX_QUERY characters. Full-width letters and spaces count as plain ones;
 * punctuation of every keyboard parts words and is no part of any (龙井。, 《龙井》). What they are looked for in, the column search_text,
 * is written likewise by the database's function of that name.
 */
export function searchWords(query: string): string[] {
  const plain = dropInvisible(query.slice(0, MAX_QUERY)).normalize("NFKC").slice(0, MAX_QUERY);
  const words = plain.split(BETWEEN).filter(Boolean);
  return [...new Set(words)].slice(0, MAX_WORDS);
}

/** A word for Prisma's `contains`, which goes to LIKE unescaped: wildcards are escaped here. */
export function likePattern(word: string): string {
  return word.replace(/[\\%_]/g, "\\$&");
}

const segmenter = new Intl.Segmenter("zh", { granularity: "word" });
/** A run of Han characters, or of anything else. */
const RUNS = /\p{Script=Han}+|\P{Script=Han}+/gu;
/** A number and the unit behind it are one: 5斤. */
const AMOUNT = /^\d+(?:\.\d+)?\p{Script=Han}$/u;

/**
 * The words that somebody typed as one: 龙井礼盒 → 龙井, 礼盒; 橙子5斤 → 橙子, 5斤. None is a single Han character, which would find
 * goods by chance: it stays with the character or the word beside it. A word that has no parts is its own only one.
 */
export function partsOf(word: string): string[] {
  const runs = word.match(RUNS) ?? [];
  const parts: string[] = [];
  for (const run of runs) {
    const pieces = /\p{Script=Han}/u.test(run) ? hanWords(run) : [run];
    const last = parts.at(-1);
    const [first = ""] = pieces;
    if (last !== undefined && AMOUNT.test(last + first)) parts[parts.length - 1] = last + first;
    else parts.push(first);
    parts.push(...pieces.slice(1));
  }
  return joinLonely(parts);
}

/** Single characters side by side are one word that the dictionary does not know: 礼, 盒. */
function hanWords(run: string): string[] {
  const words: string[] = [];
  let isOpen = false;
  for (const { segment } of segmenter.segment(run)) {
    const isSingle = Array.from(segment).length === 1;
    if (isSingle && isOpen) words[words.length - 1] += segment;
    else words.push(segment);
    isOpen = isSingle;
  }
  return words;
}

function joinLonely(parts: string[]): string[] {
  const joined: string[] = [];
  let held = "";
  for (const part of parts) {
    if (!/^\p{Script=Han}$/u.test(part)) {
      joined.push(held + part);
      held = "";
    } else if (joined.length > 0) joined[joined.length - 1] += part;
    else held += part;
  }
  return held ? [...joined, held] : joined;
}
