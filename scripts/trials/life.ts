// People and an owner in a town, from one moment to another.
import { openStreet, type Street, walk } from "./buyers";
import type { Chance } from "./chance";
import { becomeOwner, refundNowAndThen } from "./owner";
import type { Town } from "./town";

type LifeOptions = { town: Town; chance: Chance; signal: AbortSignal; people?: number; pauseMs?: number; refundEveryMs?: number };

export type Life = { street: Street; stop: () => Promise<void> };

/** Begins with the owner's first login; `stop` returns when the last of them has finished. */
export async function beginLife({ town, chance, signal, people = 8, pauseMs = 600, refundEveryMs = 1_500 }: LifeOptions): Promise<Life> {
  const end = new AbortController();
  const street = await openStreet(town, chance, AbortSignal.any([end.signal, signal]));
  const owner = await becomeOwner(town);
  const life = Promise.all([walk(street, people, pauseMs), refundNowAndThen(street, owner, refundEveryMs)]);
  life.catch(() => {}); // whoever stops it hears of it
  return {
    street,
    stop: async () => {
      end.abort();
      await life;
    },
  };
}
