/** Numbers by chance that are the same for the same seed (mulberry32, public domain). */
export type Chance = {
  /** From 0 up to 1. */
  next: () => number;
  /** A whole number from 0 up to `below`. */
  below: (below: number) => number;
  pick: <Item>(items: readonly Item[]) => Item;
};

export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  const pick = <Item>(items: readonly Item[]): Item => {
    const item = items[below(items.length)];
    if (item === undefined) throw new Error("There is nothing to choose from.");
    return item;
  };
  return { next, below, pick };
}
