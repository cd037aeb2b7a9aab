import "server-only";
import { turnKey, visitorKey } from "@/lib/server/address";
import { inTurn } from "@/lib/server/in-turn";
import { type Refusal, type Result, refuse } from "@/lib/server/result";
import { createTurns, type Turns, type Visitor } from "@/lib/server/turns";
import type { Shop } from "@/lib/shop/shop";
import { verifyPassword } from "../password";

/** Longer than a hash takes anywhere, so that a turn is over when its hash is. */
const LONGEST_HASH_MS = 60_000;
/** What whoever finds too many of the own address waiting is told to wait, in s. */
const BUSY_RETRY_S = 5;

/** `deviceId`: of a browser that logged in before; null: of none. */
type From = { ip: string; deviceId: bigint | null };

/** One password is hashed at a time in a process, networks by turns. Of an address as many may wait as may try. */
export function loginTurns(loginTries: number): Turns {
  return createTurns({ atOnce: 1, perNetwork: 1, waitingPerAddress: loginTries, turnMs: LONGEST_HASH_MS });
}

/**
 * Compares a password with its hash when it is the visitor's turn: that takes a tenth of a second of a processor on purpose, and a
 * stranger's guesses, sent together, would take all processors from the shoppers. A browser that logged in before counts as a network of
 * its own, so that the owner waits for one guess of each stranger at most. Refuses where too many of the address wait already.
 */
export async function verifyInTurn(
  { logins }: Pick<Shop, "logins">,
  from: From,
  { password, hash }: { password: string; hash: string },
): Promise<Result<{ isRight: boolean }, Refusal<"limited", { retryAfterS: number }>>> {
  const verified = await inTurn(logins, visitorOf(from), () => verifyPassword(password, hash));
  return verified.ok ? { ok: true, isRight: verified.value } : refuse("limited", { retryAfterS: BUSY_RETRY_S });
}

function visitorOf({ ip, deviceId }: From): Visitor {
  if (deviceId !== null) return { network: `device ${deviceId}`, address: "" };
  return { network: turnKey(ip), address: visitorKey(ip) };
}
