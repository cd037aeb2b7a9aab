/** The noun: a row of a file of tracking numbers. Pure. */

/**
 * ready: its order is to be sent. repeat: says what an earlier row says, as a file with a row for each line of goods does. same: its order
 * was sent so already. blank: it has no number yet. wrong: nothing is done about it.
 */
export type RowState = "ready" | "repeat" | "same" | "blank" | "wrong";

/** Why nothing is done about a row, with what a person needs to know to mend it. */
export type RowProblem = { code: ProblemCode; fact?: string };

export type ProblemCode =
  | "no_order" // it names none
  | "order_e_notation" // a spreadsheet has rounded the order's number
  | "order_unknown"
  | "number_e_notation"
  | "number_malformed"
  | "number_is_order" // it is the number of an order
  | "cell_error" // #N/A and the like
  | "cell_date"
  | "courier_missing" // and nothing is known of the number
  | "courier_unknown" // { fact: what stands there }
  | "courier_ambiguous" // { fact: whose the number may be }
  | "number_reused" // { fact: the order of another receiver that has it too }
  | "not_paid"
  | "closed"
  | "refunding"
  | "refunded" // all of its money has gone back
  | "in_doubt"
  | "sent_otherwise" // { fact: with what it was sent }
  | "too_many_parcels"
  | "beside_wrong" // another row of its order is wrong, and half of it is not sent
  | "broken";

/** What one row says, read but not compared with the shop. */
export type TrackingRow = {
  /** Its number in the file. */
  position: number;
  /** Order, courier and number as they were written. */
  cells: [string, string, string];
  orderNo: string;
  courier: string;
  trackingNo: string;
  isGuessed: boolean;
  isBlank: boolean;
  problem: RowProblem | null;
};

/** How long a file that was looked at waits for its owner's word, and how long what came of it can be read. */
export const PREVIEW_MS = 2 * 3600_000;
export const RESULT_MS = 7 * 24 * 3600_000;
/** Files of one owner that wait; the oldest gives way. */
export const MOST_PREVIEWS = 3;
