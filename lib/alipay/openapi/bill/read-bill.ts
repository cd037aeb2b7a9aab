import type { BillRow, UnreadableLine } from "../../gateway";
import { type Columns, parseSigned, readHeading, readRow } from "./bill-row";
import { decodeBytes } from "./charset";

/** More lines than this that cannot be read are another format, and nothing is concluded from the rest. */
const MOST_UNREADABLE = 1_000;

/** What is wrong with a bill as a whole. A bill that was read in part would show discrepancies where there are none. */
export class BillProblem extends Error {
  override name = "BillProblem" as const;
}

export type BillPart = { row: BillRow } | { unreadable: UnreadableLine };

/**
 * Reads the list of a day's trades out of the lines of a file (bytes, one to a character), line by line. Columns are found by
 * their names. A line that cannot be read is handed out as such.
 * @throws {BillProblem} when there is no list, when a column is missing, when the list has no end, when its last lines count
 * other rows than it holds, when no line can be read or too many cannot
 */
export async function* readBill(lines: AsyncIterable<string>): AsyncGenerator<BillPart> {
  let columns: Columns | null = null;
  let [number, hasEnded] = [0, false];
  const trailer: string[] = [];
  const seen: Seen = { payment: 0, refund: 0, receivedFen: 0, unreadable: 0 };
  for await (const raw of lines) {
    number += 1;
    const line = number === 1 ? raw.replace(/^\xEF\xBB\xBF/, "") : raw;
    if (!columns) columns = headingOf(line);
    else if (hasEnded) trailer.push(decodeBytes(line, columns.charset));
    else if (line.startsWith("#")) hasEnded = decodeBytes(line, columns.charset).includes("业务明细列表结束");
    else if (!/^[ \t]*$/.test(line)) yield count(seen, number, readRow(columns, line));
  }
  if (!columns) throw new BillProblem("the bill has no heading");
  if (!hasEnded) throw new BillProblem("the bill has no end");
  checkTrailer(trailer.join("\n"), seen);
}

function headingOf(line: string): Columns | null {
  if (line.startsWith("#")) return null;
  const heading = readHeading(line);
  if (typeof heading === "string") throw new BillProblem(`the bill has no column ${heading}`);
  return heading;
}

type Seen = { payment: number; refund: number; receivedFen: number; unreadable: number };

function count(seen: Seen, line: number, read: ReturnType<typeof readRow>): BillPart {
  if (!read.ok) {
    seen.unreadable += 1;
    if (seen.unreadable > MOST_UNREADABLE) throw new BillProblem(`more than ${MOST_UNREADABLE} lines of the bill cannot be read`);
    return { unreadable: { line, tradeNo: read.tradeNo, problem: read.problem } };
  }
  seen[read.row.type] += 1;
  if (read.row.type === "payment") seen.receivedFen += read.receivedFen;
  return { row: read.row };
}

/**
 * `#交易合计：3笔，商家实收共9.93元，…` is required; the line about refunds is compared where it exists. Lines that could not
 * be read may be what is missing, but no more than that.
 */
function checkTrailer(text: string, seen: Seen): void {
  const trades = /#交易合计：(\d+)笔，商家实收共(-?[\d.]+)元/.exec(text);
  const refunds = /#退款合计：(\d+)笔/.exec(text);
  if (!trades) throw new BillProblem("the bill does not count its trades");
  const missing = { payment: Number(trades[1]) - seen.payment, refund: refunds ? Number(refunds[1]) - seen.refund : 0 };
  const isExplained = missing.payment >= 0 && missing.refund >= 0 && missing.payment + missing.refund <= seen.unreadable;
  if (!isExplained) {
    const counted = `the bill counts ${trades[1]} trades and ${refunds?.[1] ?? "?"} refunds`;
    throw new BillProblem(`${counted} and lists ${seen.payment} and ${seen.refund}`);
  }
  if (missing.payment === 0 && parseSigned(trades[2] ?? "") !== seen.receivedFen)
    throw new BillProblem("the bill's sum is not that of its trades");
  if (seen.unreadable > 0 && seen.payment + seen.refund === 0) throw new BillProblem("no line of the bill can be read");
}
