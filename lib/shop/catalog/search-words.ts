const MAX_LENGTH = 50;
const MAX_WORDS = 5;

/** The words of a query: at most five, of its first fifty characters; full-width letters and spaces count as plain ones. */
export function searchWords(query: string): string[] {
  const words = query.normalize("NFKC").replaceAll("\0", "").slice(0, MAX_LENGTH).split(/\s+/).filter(Boolean);
  return [...new Set(words)].slice(0, MAX_WORDS);
}

/** A word for Prisma's `contains`, which goes to LIKE unescaped: wildcards are escaped here. */
export function likePattern(word: string): string {
  return word.replace(/[\\%_]/g, "\\$&");
}
