/** The noun: whether the shop sells. Pure, so that components may import it. */

/** preparing: its owner has never opened it · open: it sells · paused: it sells nothing for a while, and what is under way goes on. */
export type Standing = "preparing" | "open" | "paused";

export const STANDINGS = ["preparing", "open", "paused"] as const satisfies readonly Standing[];

/** `note`: what the owner says to shoppers while it is paused; mostly empty. */
export type Opening = { standing: Standing; note: string };

/** The longest note, in characters. */
export const MAX_NOTE_LENGTH = 120;

/** `openedAt`: when its owner opened it to take real money (first-steps/open-shop.ts); as text where PostgreSQL made JSON of it. */
export type OpeningRow = { standing: string; note: string; openedAt: Date | string | null };

/**
 * What stands in the database as what holds. A demonstration has nothing to prepare, so it is open until its owner pauses it; a live
 * shop is preparing until its owner opened it, though it may have been paused and resumed as a demonstration before.
 * Throws for a word that the database would not take.
 */
export function openingOf(row: OpeningRow | null, { demo }: { demo: boolean }): Opening {
  const standing = STANDINGS.find((one) => one === (row?.standing ?? "preparing"));
  if (!standing) throw new Error(`no standing of a shop: ${row?.standing}`);
  if (!demo && !row?.openedAt) return { standing: "preparing", note: "" };
  return standing === "preparing" ? { standing: demo ? "open" : standing, note: "" } : { standing, note: row?.note ?? "" };
}
