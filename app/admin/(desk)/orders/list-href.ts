import type { Route } from "next";
import { type DayRange, readDayRange } from "@/lib/shop/day-range";
import { readKeyset, UUID } from "@/lib/shop/keyset";
import { OWNER_ORDER_TABS, type OwnerOrderTab } from "@/lib/shop/orders/owner-order-tab";

/** What the list of orders shows: its tab, a search, days, and behind which order a further page begins. */
export type Shown = { tab: OwnerOrderTab; search: string; days: DayRange; after?: string };

/** Longer than a search may be. */
const MAX_SEARCH = 100;
/** Longer than the address of any list. */
const MAX_LIST = 1000;
/** In the address of an order: where it was opened. */
const LIST = "list";
const CUSTOMER = "customer";

type Given = Record<string, unknown>;

/** What an address asks for; what means nothing is left out. */
export function readShown({ tab, q, from, to, after }: Given): Shown {
  const further = typeof after === "string" && readKeyset(after, UUID) !== null ? after : null;
  return {
    tab: OWNER_ORDER_TABS.find((one) => one === tab) ?? "all",
    search: typeof q === "string" ? q.slice(0, MAX_SEARCH) : "",
    days: readDayRange(from, to),
    ...(further !== null && { after: further }),
  };
}

/** What the address says beside the page of the list. */
export function queryOf({ tab, search, days: { from, to } }: Shown): Record<string, string> {
  return { ...(tab !== "all" && { tab }), ...(search && { q: search }), ...(from && { from }), ...(to && { to }) };
}

function paramsOf(shown: Shown): URLSearchParams {
  return new URLSearchParams({ ...queryOf(shown), ...(shown.after && { after: shown.after }) });
}

export function listHref(shown: Shown): Route {
  const query = paramsOf(shown);
  return `/admin/orders${query.size > 0 ? `?${query}` : ""}` as Route;
}

/** An order, opened from the list as it is, so that the way back leads there. */
export function orderHref(no: string, shown: Shown): Route {
  const query = String(paramsOf(shown));
  return `/admin/orders/${no}${query ? `?${new URLSearchParams({ [LIST]: query })}` : ""}` as Route;
}

/** The same from the page of its customer. */
export function orderOfCustomerHref(no: string): Route {
  return `/admin/orders/${no}?${LIST}=${CUSTOMER}` as Route;
}

/**
 * Where the way back from an order leads, by what its address says: to the list as it was, or to its customer. What it says is read as
 * the list reads its own address, and written anew: it can lead nowhere else.
 */
export function wayBack(no: string, { [LIST]: list }: Given): Route {
  if (list === CUSTOMER) return `/admin/customers/${no}` as Route;
  if (typeof list !== "string" || list.length > MAX_LIST) return "/admin/orders";
  return listHref(readShown(Object.fromEntries(new URLSearchParams(list))));
}

/** For a form that opens the order's page anew: what keeps the way back. */
export function keptWayBack({ [LIST]: list }: Given): { name: string; value: string } | null {
  return typeof list === "string" && list.length <= MAX_LIST ? { name: LIST, value: list } : null;
}
