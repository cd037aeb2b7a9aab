/** Columns of a file by the names that people and other programs give them. Pure. */

const MOST_CHARACTERS = 100;

/**
 * Makes a reader of headings out of the names of each column, which are compared without blanks, punctuation and case. The reader says
 * which column each heading means; null where it means none. Of two with the same meaning the first counts.
 */
export function headingReader<Column extends string>(
  aliases: Readonly<Record<Column, readonly string[]>>,
): (headings: readonly string[]) => (Column | null)[] {
  const all = Object.entries<readonly string[]>(aliases);
  const known = new Map(all.flatMap(([column, names]) => names.map((name) => [plain(name), column as Column] as const)));
  return (headings) => {
    const taken = new Set<Column>();
    return headings.map((heading) => {
      const column = known.get(plain(heading)) ?? null;
      if (column === null || taken.has(column)) return null;
      taken.add(column);
      return column;
    });
  };
}

function plain(heading: string): string {
  return heading
    .slice(0, MOST_CHARACTERS)
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s\p{P}\p{Cf}]/gu, "");
}
