// People who buy, one after another, each with an address and a browser of their own.
import { setTimeout as wait } from "node:timers/promises";
import { buy, newTally, type Tally } from "./buy";
import { Visitor } from "./visitor";

export type Street = {
  shopUrl: string;
  authority: string;
  variantId: number;
};

let people = 0;

/** Somebody who was not here before. */
export function newVisitor({ authority }: Pick<Street, "authority">): Visitor {
  people++;
  return new Visitor({ address: `5.5.${(people >> 8) & 255}.${people & 255 || 1}`, authority });
}

/** So many at once buy while `work` goes on; gives what they met when the last has what they came for. */
export async function whilePeopleBuy(street: Street, atOnce: number, work: () => Promise<void>): Promise<Tally> {
  const tally = newTally();
  const over = new AbortController();
  const line = async () => {
    while (!over.signal.aborted) {
      const visitor = newVisitor(street);
      await buy({ ...street, visitor, tally }).catch(({ message }: Error) => tally.failed.push(`a purchase: ${message}`));
      visitor.leave();
      await wait(100);
    }
  };
  const lines = Promise.all(Array.from({ length: atOnce }, line));
  try {
    await work();
  } finally {
    over.abort();
    await lines;
  }
  return tally;
}
