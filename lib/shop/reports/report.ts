/** The noun: a day's own books beside Alipay's bill. Pure. */

/** How the comparison of a day stands. */
export type ReportStatus =
  | "waiting" // for its bill
  | "matched"
  | "empty" // no business of this shop on that day
  | "differs"
  | "no_bill" // none was to be had; the owner is told, and may try again
  | "unreadable" // there was one, but it could not be made out or compared; the same
  | "not_supported"; // the protocol has no bills

export type Verdict =
  | "same"
  | "restored" // it was only at Alipay; asked for, and booked by a comparison
  | "amount_differs"
  | "only_there"
  | "only_here"
  | "unreadable" // ours; the bill has its trade in a line that cannot be read
  | "foreign"; // of other business on the same account (docs/decisions/0015)

/** Lines that need nobody's attention. */
export const VERDICTS_THAT_FIT: Verdict[] = ["same", "restored"];
/** Lines that are no difference between the two books. */
export const QUIET_VERDICTS: Verdict[] = [...VERDICTS_THAT_FIT, "foreign"];

/** A day, yyyy-MM-dd in Asia/Shanghai, with its bounds, and the names of the contracts whose money its bill can list. */
export type Day = { day: string; from: Date; to: Date; contracts: readonly string[] };

/** How many rows one statement carries. */
export const ROWS_AT_ONCE = 1000;
