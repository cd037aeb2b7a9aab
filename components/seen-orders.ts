/** What a browser keeps of the orders that it saw last, for when it has no network. Pure: scripts of pages import it. */

/** Where it is kept in the browser's localStorage. */
export const SEEN_ORDERS = "seen-orders";
/** So many orders. */
const MOST = 10;

/** All of it as it is shown: the page without a network formats nothing. */
export type SeenOrder = { no: string; name: string; sum: string; state: string; at: string };

/** The orders that were seen now, before those that were seen earlier; of one order only what was seen last. */
export function withSeen(seen: readonly SeenOrder[], earlier: readonly SeenOrder[]): SeenOrder[] {
  const others = earlier.filter(({ no }) => seen.every((one) => one.no !== no));
  return [...seen, ...others].slice(0, MOST);
}

/** Keeps them in this browser, where it keeps anything. */
export function keepSeen(seen: readonly SeenOrder[]): void {
  try {
    const earlier = JSON.parse(localStorage.getItem(SEEN_ORDERS) ?? "[]") as SeenOrder[];
    localStorage.setItem(SEEN_ORDERS, JSON.stringify(withSeen(seen, earlier)));
  } catch {
    forgetSeen(); // what is there is none of ours, or there is no room
  }
}

export function forgetSeen(): void {
  try {
    localStorage.removeItem(SEEN_ORDERS);
  } catch {} // forbidden, so that nothing is there
}
