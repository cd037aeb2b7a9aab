import type { ReadRow } from "@/lib/shop/sheets/sheet";
import type { Difference } from "./differences";
import type { Draft, Problem } from "./draft";
import type { Change } from "./plan-draft";

/** The noun: one product of a file that an owner brought in. Pure. */

/** wrong: one of its rows has a problem, so that nothing of it is written. */
export type ItemState = "new" | "changed" | "unchanged" | "wrong";
/** States of which there is something to write. */
export const WRITABLE = ["new", "changed"] as const satisfies readonly ItemState[];

export type ImportItem = {
  position: number;
  title: string;
  state: ItemState;
  changes: Change[];
  differences: Difference[];
  problems: Problem[];
  rows: ReadRow[];
  draft: Draft;
  /** The stock of its variants when the file was looked at, by their number. */
  seen: Record<string, number>;
  fingerprint: string;
};

/** How long a file that was looked at waits for its owner's word, and how long what came of it can be read. */
export const PREVIEW_MS = 2 * 3600_000;
export const RESULT_MS = 7 * 24 * 3600_000;
/** Categories that one file may make: a column that slipped would make one for each product. */
export const MOST_NEW_CATEGORIES = 20;
/** Files of one owner that wait; the oldest gives way. */
export const MOST_PREVIEWS = 3;
