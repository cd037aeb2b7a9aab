import "server-only";

/** Whose turn it is: the networks (turnKey) take turns, and within one its addresses (visitorKey) do. */
export type Visitor = { network: string; address: string };

export type Turns = {
  /**
   * Calls `begin` when it is the visitor's turn, at once where nobody is before it. The turn is over when `begin`'s argument is
   * called, and after `turnMs` where the processor was not used up meanwhile: who only waits for something must not keep others
   * from theirs.
   * @returns what takes the visitor out of the queue again; null: too many of its address wait already, `begin` is never called
   */
  enter(visitor: Visitor, begin: (done: () => void) => void): (() => void) | null;
  /** How many have a turn, and how many wait for one. */
  standing(): { running: number; waiting: number };
};

export type TurnLimits = {
  /** How many have a turn at the same time. */
  atOnce: number;
  /** … of which so many may be of one network, so that a place is left for others. */
  perNetwork: number;
  /** How many of one address may wait. */
  waitingPerAddress: number;
  /** How long a turn lasts, in ms, and up to LONGEST_TURN times as long where the processor is used up. */
  turnMs: number;
  /** Begins to watch; what it returns says whether the processor has been used up since. */
  watchProcessor?: () => () => boolean;
};

type Begin = (done: () => void) => void;
/** `since`: how many turns had begun when the network began to wait. */
type Waiting = Map<string, { since: number; ofAddress: Map<string, Begin[]> }>;

/**
 * Whose last turn is so many turns ago counts like who never had one, and among these who came first is first: else those who come
 * from ever new networks would always be before somebody who has had a turn.
 */
const REMEMBERED_TURNS = 500;
/** Without an end, a few who wait for something while others keep the processor busy would keep everybody out. */
const LONGEST_TURN = 8;

/**
 * Lets a few work at a time. The next turn is the network's whose last one is longest ago, so that a thousand requests of one
 * delay another's by what has begun already, and nobody waits for ever.
 */
export function createTurns({ atOnce, perNetwork, waitingPerAddress, turnMs, watchProcessor }: TurnLimits): Turns {
  const waiting: Waiting = new Map();
  const busy = new Map<string, number>();
  const lastTurn = new Map<string, number>();
  let turn = 0;
  let running = 0;

  const start = (network: string, begin: Begin) => {
    running++;
    lastTurn.delete(network);
    lastTurn.set(network, ++turn);
    const [oldest] = lastTurn.keys();
    if (lastTurn.size > REMEMBERED_TURNS && oldest !== undefined) lastTurn.delete(oldest);
    busy.set(network, (busy.get(network) ?? 0) + 1);
    let isOver = false;
    const done = () => {
      if (isOver) return;
      isOver = true;
      clearTimeout(timer);
      running--;
      const left = (busy.get(network) ?? 0) - 1;
      if (left > 0) busy.set(network, left);
      else busy.delete(network);
      goOn();
    };
    const lookAfter = (times: number): NodeJS.Timeout => {
      const wasBusy = watchProcessor?.();
      return setTimeout(() => {
        if (times < LONGEST_TURN && wasBusy?.()) timer = lookAfter(times + 1);
        else done();
      }, turnMs).unref();
    };
    let timer = lookAfter(1);
    begin(done);
  };

  const nextNetwork = () => {
    let next: string | undefined;
    let longestAgo = Number.POSITIVE_INFINITY;
    for (const [network, { since }] of waiting) {
      if ((busy.get(network) ?? 0) >= perNetwork) continue;
      const last = Math.max(lastTurn.get(network) ?? 0, since - REMEMBERED_TURNS);
      if (last >= longestAgo) continue;
      longestAgo = last;
      next = network;
    }
    return next;
  };

  const goOn = () => {
    while (running < atOnce) {
      const network = nextNetwork();
      if (network === undefined) return;
      start(network, takeNext(waiting, network));
    }
  };

  return {
    enter({ network, address }, begin) {
      const ofNetwork = waiting.get(network) ?? { since: turn, ofAddress: new Map<string, Begin[]>() };
      const queue = ofNetwork.ofAddress.get(address) ?? [];
      if (queue.length >= waitingPerAddress) return null;
      queue.push(begin);
      ofNetwork.ofAddress.set(address, queue);
      waiting.set(network, ofNetwork);
      goOn();
      return () => takeOut(waiting, { network, address }, begin);
    },
    standing: () => ({ running, waiting: countWaiting(waiting) }),
  };
}

function countWaiting(waiting: Waiting): number {
  let count = 0;
  for (const { ofAddress } of waiting.values()) for (const queue of ofAddress.values()) count += queue.length;
  return count;
}

/** The next of a network, whose address goes to the end of the circle. */
function takeNext(waiting: Waiting, network: string): Begin {
  const ofNetwork = waiting.get(network)?.ofAddress;
  const [address, queue] = ofNetwork?.entries().next().value ?? [];
  const begin = queue?.shift();
  if (!ofNetwork || address === undefined || !begin) throw new Error("a network waits with nobody in it");
  ofNetwork.delete(address);
  if (queue && queue.length > 0) ofNetwork.set(address, queue);
  if (ofNetwork.size === 0) waiting.delete(network);
  return begin;
}

function takeOut(waiting: Waiting, { network, address }: Visitor, begin: Begin): void {
  const ofNetwork = waiting.get(network)?.ofAddress;
  const queue = ofNetwork?.get(address);
  const index = queue?.indexOf(begin) ?? -1;
  if (!ofNetwork || !queue || index < 0) return;
  queue.splice(index, 1);
  if (queue.length === 0) ofNetwork.delete(address);
  if (ofNetwork.size === 0) waiting.delete(network);
}
