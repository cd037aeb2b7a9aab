/** Where the pictures of a description are kept, and where they stand in its text. Pure. */

/** A part of a description: text between two pictures, or a picture. */
export type DetailBlock = { kind: "text"; text: string } | { kind: "picture"; name: string; number: number };

/** [图1] on a line of its own, with the brackets and blanks of any keyboard. */
const MARK = /^[[【［]\s*图\s*(\d{1,2})\s*[\]】］]$/u;
/** Numbers have two digits. */
const HIGHEST = 99;

/** How a picture is named in the text. */
export function markOf(number: number): string {
  return `[图${number}]`;
}

/**
 * The parts of a description in the order in which they are shown. A line [图2] shows the second picture, as often as it is written;
 * one whose picture is gone shows nothing. Pictures that the text does not name follow it, by their number: who writes no marks shows
 * all of them below the text.
 */
export function detailBlocks(description: string, details: readonly string[]): DetailBlock[] {
  const blocks: DetailBlock[] = [];
  const named = new Set<number>();
  let lines: string[] = [];
  const endText = () => {
    const text = lines.join("\n").trim();
    if (text) blocks.push({ kind: "text", text });
    lines = [];
  };
  for (const line of description.split("\n")) {
    const number = Number(MARK.exec(line.trim())?.[1] ?? 0);
    if (number === 0) {
      lines.push(line);
      continue;
    }
    endText();
    named.add(number);
    const name = details[number - 1];
    if (name) blocks.push({ kind: "picture", name, number });
  }
  endText();
  const others = details.flatMap((name, index) => (name && !named.has(index + 1) ? [{ name, number: index + 1 }] : []));
  return [...blocks, ...others.map((picture) => ({ kind: "picture" as const, ...picture }))];
}

/**
 * The pictures with one more: at its former place where that is still empty, else behind the last number, and when the numbers end in
 * the first hole. Null when there are `most` already.
 */
export function withDetail(
  details: readonly string[],
  name: string,
  { place, most }: { place: number | null; most: number },
): string[] | null {
  if (details.filter(Boolean).length >= most) return null;
  const free = place !== null && details[place] === "" ? place : details.length < HIGHEST ? details.length : details.indexOf("");
  return free === details.length ? [...details, name] : details.with(free, name);
}
