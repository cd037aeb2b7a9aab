/** Choices that follow from a seed, so that a message can be made once more. */
export type Dice = {
  /** A whole number from 0 up to `below`, which it never is. */
  whole: (below: number) => number;
  chance: (share: number) => boolean;
  pick: <Item>(items: readonly Item[]) => Item;
  bytes: (length: number) => Buffer;
  shuffle: <Item>(items: readonly Item[]) => Item[];
};

/** The dice of the `index`-th message of a seed: each message has its own, whatever was made before it. */
export function throwDice(seed: number, index = 0): Dice {
  let state = (Math.imul(seed, 0x9e3779b1) ^ Math.imul(index + 1, 0x85ebca6b)) >>> 0;
  // mulberry32 (Tommy Ettinger): 32 bits of state, and every seed gives all of them.
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x100000000;
  };
  next();
  const whole = (below: number) => Math.floor(next() * below);
  return {
    whole,
    chance: (share) => next() < share,
    pick: (items) => {
      if (items.length === 0) throw new RangeError("nothing to choose from");
      return items[whole(items.length)] as (typeof items)[number];
    },
    bytes: (length) => Buffer.from(Array.from({ length }, () => whole(256))),
    shuffle: (items) => {
      const mixed = [...items];
      for (let at = mixed.length - 1; at > 0; at--) {
        const other = whole(at + 1);
        [mixed[at], mixed[other]] = [mixed[other] as (typeof mixed)[number], mixed[at] as (typeof mixed)[number]];
      }
      return mixed;
    },
  };
}
