// Points at which somebody can be killed, by name. They lie on the roads between the processes, never inside of one: the server that
// runs is the one that everybody runs, to the last byte.
import type { Deed } from "./deeds";

/** `before` it arrives at the other side, or `after` it was done there and before the answer is back. */
export type Side = "before" | "after";
/** What passes: a commit on its way to the database, a question to Alipay, an answer to whoever asked the shop. */
export type Point = `${Side} commit: ${Deed}` | `${Side} call: ${string}` | `answer: ${string}`;

/** What a road does when something passes: `kill` whoever it came from, once, and let nothing through. */
export type Watch = {
  /** `instance`: the number of the server that speaks. */
  passes: (point: Point, instance: number) => "go" | "kill";
  /** Whether a notice is kept from the shop, as if nobody had listened; it may be sent later. */
  keeps?: ((notice: Notice) => boolean) | null;
  /** Hears how long a server took for its whole answer, in ms: `success` to Alipay, the way to the cashier, the state of an order. */
  took?: ((what: Timed, ms: number) => void) | null;
};

export const TIMED = ["notice", "order", "page"] as const;
export type Timed = (typeof TIMED)[number];

/** A message of Alipay as it was sent. */
export type Notice = { body: string; contentType: string };

/** Who was met, and where. */
export type Met = { point: Point; instance: number };

export type Traps = Required<Watch> & {
  /** Waits for the next passage of any of these points. */
  set: (...points: Point[]) => Promise<Met>;
  clear: () => void;
  /** How often each point was passed. */
  seen: ReadonlyMap<Point, number>;
};

export function makeTraps(): Traps {
  const seen = new Map<Point, number>();
  let waiting: { points: Set<Point>; spring: (met: Met) => void } | null = null;
  return {
    seen,
    keeps: null,
    took: null,
    passes(point, instance) {
      seen.set(point, (seen.get(point) ?? 0) + 1);
      if (!waiting?.points.has(point)) return "go";
      waiting.spring({ point, instance });
      waiting = null;
      return "kill";
    },
    set(...points) {
      return new Promise((spring) => {
        waiting = { points: new Set(points), spring };
      });
    },
    clear() {
      waiting = null;
    },
  };
}
