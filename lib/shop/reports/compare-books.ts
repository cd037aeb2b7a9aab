import { subjectOf } from "@/lib/shop/discrepancies/discrepancy";

/** One movement of money, in Alipay's bill or in our books. */
export type Entry = {
  type: "payment" | "refund";
  tradeNo: string;
  outTradeNo: string;
  /** Of a refund. */
  outRequestNo: string | null;
  amountFen: number;
  at: Date;
};
export type OurEntry = Entry & { orderId: string | null; orderNo: string | null };

export type Verdict =
  | "same"
  | "restored" // it was only at Alipay; asked for, and booked by this comparison
  | "amount_differs"
  | "only_there"
  | "only_here";

/** One line of a day's report; a side that does not have it is null. */
export type ReportEntry = Omit<Entry, "amountFen"> & {
  verdict: Verdict;
  billFen: number | null;
  ourFen: number | null;
  orderId: string | null;
  orderNo: string | null;
};

export const VERDICTS_THAT_FIT: Verdict[] = ["same", "restored"];

/** Whether a line needs nobody's attention. */
export function fits({ verdict }: ReportEntry): boolean {
  return VERDICTS_THAT_FIT.includes(verdict);
}

/**
 * Lays the bill beside our books, line by line, in the order of time. An entry that the bill has twice counts with its sum,
 * so that a doubled one does not pass. `restored` holds the keys of what this comparison has brought back.
 */
export function compareBooks(books: { bill: readonly Entry[]; ours: readonly OurEntry[]; restored: ReadonlySet<string> }): ReportEntry[] {
  const bill = new Map<string, Entry>();
  for (const entry of books.bill) {
    const key = subjectOf.billLine(entry);
    const known = bill.get(key);
    bill.set(key, known ? { ...known, amountFen: known.amountFen + entry.amountFen } : entry);
  }
  const ours = new Map<string, OurEntry>(books.ours.map((entry) => [subjectOf.billLine(entry), entry]));
  const keys = new Set([...bill.keys(), ...ours.keys()]);
  return [...keys]
    .flatMap((key) => lineOf(bill.get(key), ours.get(key), books.restored.has(key)))
    .sort((one, other) => one.at.getTime() - other.at.getTime());
}

function lineOf(there: Entry | undefined, here: OurEntry | undefined, isRestored: boolean): ReportEntry[] {
  const entry = there ?? here;
  if (!entry) return [];
  const { amountFen: _amount, ...shared } = entry;
  const [billFen, ourFen] = [there?.amountFen ?? null, here?.amountFen ?? null];
  const order = { orderId: here?.orderId ?? null, orderNo: here?.orderNo ?? null };
  return [{ ...shared, ...order, billFen, ourFen, verdict: verdictOf(billFen, ourFen, isRestored) }];
}

function verdictOf(billFen: number | null, ourFen: number | null, isRestored: boolean): Verdict {
  if (billFen === null) return "only_here";
  if (ourFen === null) return "only_there";
  if (billFen !== ourFen) return "amount_differs";
  return isRestored ? "restored" : "same";
}

export type Totals = Record<"billPayments" | "billRefunds" | "ourPayments" | "ourRefunds", { count: number; sumFen: number }>;

/** Counts and sums of both books, in fen. */
export function totalsOf(lines: readonly ReportEntry[]): Totals {
  const total = (type: Entry["type"], side: "billFen" | "ourFen") => {
    const amounts = lines.flatMap((line) => (line.type === type && line[side] !== null ? [line[side]] : []));
    return { count: amounts.length, sumFen: amounts.reduce((sum, amount) => sum + amount, 0) };
  };
  return {
    billPayments: total("payment", "billFen"),
    billRefunds: total("refund", "billFen"),
    ourPayments: total("payment", "ourFen"),
    ourRefunds: total("refund", "ourFen"),
  };
}
