import "server-only";
import { turnKey, visitorKey } from "@/lib/server/address";
import { logLimit } from "@/lib/server/log-limit";
import { type Result, refuse } from "@/lib/server/result";
import { createTurns, type Turns } from "@/lib/server/turns";
import type { Shop } from "@/lib/shop/shop";

/** Longer than PostgreSQL lets any statement take, so that a turn is over when its search is. */
const LONGEST_SEARCH_MS = 60_000;
/** How many searches of one address may wait. */
const MOST_WAITING = 20;

/** By their number at once: this process has one of them. */
const turnsOf = new Map<number, Turns>();

/**
 * Runs a search when it is the visitor's turn. A search looks through all goods, several times where it finds little, and PostgreSQL
 * is asked while Node has nothing to do, so that the turns in front of Next (docs/decisions/0021) do not bound it: here
 * `searchesAtOnce` of this process are under way, and half of these of one network. In ms to wait: none unless others search.
 * Refuses one of an address of which too many wait already.
 */
export async function searchInTurn<Found>(
  { config, log }: Pick<Shop, "config" | "log">,
  ip: string,
  search: () => Promise<Found>,
): Promise<Result<{ found: Found }, "busy">> {
  const over = await waitForTurn(turnsFor(config.requests.searchesAtOnce), { network: turnKey(ip), address: visitorKey(ip) });
  if (!over) {
    logLimit("waiting searches of an address", {}, log);
    return refuse("busy");
  }
  try {
    return { ok: true, found: await search() };
  } finally {
    over();
  }
}

function waitForTurn(turns: Turns, visitor: { network: string; address: string }): Promise<(() => void) | null> {
  return new Promise((resolve) => {
    if (!turns.enter(visitor, resolve)) resolve(null);
  });
}

function turnsFor(atOnce: number): Turns {
  const known = turnsOf.get(atOnce);
  if (known) return known;
  const limits = { atOnce, perNetwork: Math.max(1, Math.floor(atOnce / 2)), waitingPerAddress: MOST_WAITING, turnMs: LONGEST_SEARCH_MS };
  const turns = createTurns(limits);
  turnsOf.set(atOnce, turns);
  return turns;
}
