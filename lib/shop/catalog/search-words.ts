import { dropInvisible } from "@/lib/server/typed-text";

const MAX_LENGTH = 50;
const MAX_WORDS = 5;
/** Blanks and punctuation, but for the signs that names of goods are made with: 70%, A_4, A&B. */
const BETWEEN = /(?:\s|(?![%_\\&#@*])\p{P})+/u;

/**
 * The words of a query: at most five, of its first fifty characters. Full-width letters and spaces count as plain ones;
 * punctuation of every keyboard parts words and is no part of any (龙井。, 《龙井》). What they are looked for in, the column search_text,
 * is written likewise by the database's function of that name.
 */
export function searchWords(query: string): string[] {
  const plain = dropInvisible(query.slice(0, MAX_LENGTH)).normalize("NFKC").slice(0, MAX_LENGTH);
  const words = plain.split(BETWEEN).filter(Boolean);
  return [...new Set(words)].slice(0, MAX_WORDS);
}

/** A word for Prisma's `contains`, which goes to LIKE unescaped: wildcards are escaped here. */
export function likePattern(word: string): string {
  return word.replace(/[\\%_]/g, "\\$&");
}
