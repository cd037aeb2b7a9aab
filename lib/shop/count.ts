/** How many there are of something, for a person to read: counted no further than a person wants to know it. */
export type Count = number | `${number}+`;

/** What a page counts at most: 999 of a list, and 99 of what a search finds. */
export const MOST_LISTED = 999;
export const MOST_FOUND = 99;

/** `counted` up to one more than `most`, which then means many: 999+. */
export function toCount(counted: number, most = MOST_LISTED): Count {
  return counted > most ? `${most}+` : counted;
}
