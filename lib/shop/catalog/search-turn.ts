import "server-only";
import { turnKey, visitorKey } from "@/lib/server/address";
import { inTurn } from "@/lib/server/in-turn";
import { logLimit } from "@/lib/server/log-limit";
import { type Result, refuse } from "@/lib/server/result";
import { createTurns, type Turns } from "@/lib/server/turns";
import type { Shop } from "@/lib/shop/shop";

/** Longer than PostgreSQL lets any statement take, so that a turn is over when its search is. */
const LONGEST_SEARCH_MS = 60_000;
/** How many searches of one address may wait, and how many in all, since whoever has many networks has many addresses. */
const MOST_WAITING = 20;
const MOST_WAITING_IN_ALL = 200;

/** Searches of a process: so many at once, and half of these of one network. */
export function searchTurns(atOnce: number): Turns {
  const perNetwork = Math.max(1, Math.floor(atOnce / 2));
  return createTurns({ atOnce, perNetwork, waitingPerAddress: MOST_WAITING, turnMs: LONGEST_SEARCH_MS });
}

/**
 * Runs a search when it is the visitor's turn. A search looks through all goods, several times where it finds little, and PostgreSQL
 * is asked while Node has nothing to do, so that the turns in front of Next (docs/decisions/0021) do not bound it: here
 * `shop.searches` do. Nobody waits unless others search.
 * Refuses one of an address of which too many wait already, and one whose asker is gone before its turn: `onGone` is handed what to call then.
 */
export async function searchInTurn<Found>(
  { searches, log }: Pick<Shop, "searches" | "log">,
  ip: string,
  search: () => Promise<Found>,
  onGone: (leave: () => void) => void = () => {},
): Promise<Result<{ found: Found }, "busy">> {
  const visitor = { network: turnKey(ip), address: visitorKey(ip) };
  const isRoom = searches.standing().waiting < MOST_WAITING_IN_ALL;
  const searched = isRoom ? await inTurn(searches, visitor, search, onGone) : refuse("busy");
  if (searched.ok) return { ok: true, found: searched.value };
  logLimit("waiting searches of an address", {}, log);
  return searched;
}
