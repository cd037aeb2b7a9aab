import "server-only";
import { type Result, refuse } from "./result";
import type { Turns, Visitor } from "./turns";

/**
 * Works when it is the visitor's turn, which is over when the work is. Refuses where too many of the visitor's address wait already, and
 * one who is gone before the turn: `onGone` is handed what to call then.
 */
export async function inTurn<Value>(
  turns: Turns,
  visitor: Visitor,
  work: () => Promise<Value>,
  onGone: (leave: () => void) => void = () => {},
): Promise<Result<{ value: Value }, "busy">> {
  const over = await waitForTurn(turns, visitor, onGone);
  if (!over) return refuse("busy");
  try {
    return { ok: true, value: await work() };
  } finally {
    over();
  }
}

function waitForTurn(turns: Turns, visitor: Visitor, onGone: (leave: () => void) => void): Promise<(() => void) | null> {
  return new Promise((resolve) => {
    const leave = turns.enter(visitor, resolve);
    if (!leave) return resolve(null);
    onGone(() => {
      leave();
      resolve(null);
    });
  });
}
