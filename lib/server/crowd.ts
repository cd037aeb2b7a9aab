import "server-only";

export type Crowd = {
  /**
   * Lets one more in under every key, or nobody under any. The answer lets it go again, once however often it is called;
   * null: one of the keys is full.
   */
  enter(keys: readonly { key: string; atMost: number }[]): (() => void) | null;
};

/** Counts who is inside right now, in this process. */
export function createCrowd(): Crowd {
  const inside = new Map<string, number>();
  const add = (key: string, change: 1 | -1) => {
    const count = (inside.get(key) ?? 0) + change;
    if (count === 0) inside.delete(key);
    else inside.set(key, count);
  };
  return {
    enter(keys) {
      if (keys.some(({ key, atMost }) => (inside.get(key) ?? 0) >= atMost)) return null;
      for (const { key } of keys) add(key, 1);
      let isInside = true;
      return () => {
        if (isInside) for (const { key } of keys) add(key, -1);
        isInside = false;
      };
    },
  };
}
