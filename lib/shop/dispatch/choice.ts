import { type DayRange, readDayRange } from "@/lib/shop/day-range";
import { OWNER_ORDER_TABS, type OwnerOrderTab } from "@/lib/shop/orders/owner-order-tab";

/** The noun: which orders an owner means to deal with at once. Pure. */

/** `days`: those on which the orders were placed. */
export type Filter = { tab: OwnerOrderTab; search: string; days: DayRange; printed: Printed | null };
/** Whether a packing slip of it was printed. */
export type Printed = "yes" | "no";
/** Some, by their numbers, or all that a list shows. */
export type Choice = { nos: string[] } | Filter;

/** Orders that may be named one by one; a page of ticks has fewer. */
export const MOST_NAMED = 200;
/** Orders of one file: a workbook of them has fewer rows than Excel reads, and a day has fewer. */
export const MOST_EXPORTED = 100_000;

const NO = /^\d{10,24}$/;
/** Longer than a search may be. */
const MAX_SEARCH = 64;

type Given = Record<string, string | string[] | undefined>;

/**
 * What an address asks for: `no`, once for each order, or `tab`, `q`, `from`, `to` and `printed` as the list of orders has them.
 * What means nothing is left out; with no tab it is `tab`.
 */
export function readChoice(given: Given, tab: OwnerOrderTab): Choice {
  const nos = [given.no ?? []].flat().filter((no) => NO.test(no));
  return nos.length > 0 ? { nos: [...new Set(nos)].slice(0, MOST_NAMED) } : readFilter(given, tab);
}

/** The same, whatever orders are named in it. */
export function readFilter(given: Given, tab: OwnerOrderTab): Filter {
  const first = (name: string) => [given[name]].flat()[0] ?? "";
  const printed = first("printed");
  return {
    tab: OWNER_ORDER_TABS.find((one) => one === first("tab")) ?? tab,
    search: first("q").slice(0, MAX_SEARCH),
    days: readDayRange(first("from"), first("to")),
    printed: printed === "yes" || printed === "no" ? printed : null,
  };
}

/** The other way round: what an address says for this choice. */
export function writeChoice(choice: Choice): [name: string, value: string][] {
  if ("nos" in choice) return choice.nos.map((no) => ["no", no]);
  const { tab, search, days, printed } = choice;
  const all = { tab, q: search, from: days.from ?? "", to: days.to ?? "", printed: printed ?? "" };
  return Object.entries(all).filter(([, value]) => value !== "");
}
