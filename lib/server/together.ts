import "server-only";
import type pg from "pg";

/** More questions than that are not answered by one reading. */
const MOST = 500;

type Waiting<Key, Answer> = { key: Key; resolve: (answer: Answer | undefined) => void; reject: (error: unknown) => void };

/**
 * Answers questions of one kind together: those that come at the same moment, and those that come while an answer is being read, are
 * one reading. Whatever a question is told was read after it was asked, so that whoever asks because of a piece of news finds
 * it. `undefined`: the reading knows nothing of the key.
 */
export function readTogether<Key, Answer>(
  read: (keys: Key[]) => Promise<ReadonlyMap<Key, Answer>>,
): (key: Key) => Promise<Answer | undefined> {
  const line: Waiting<Key, Answer>[] = [];
  let isReading = false;
  const go = async () => {
    const these = line.splice(0, MOST);
    try {
      const answers = await read([...new Set(these.map(({ key }) => key))]);
      for (const { key, resolve } of these) resolve(answers.get(key));
    } catch (error) {
      for (const { reject } of these) reject(error);
    }
    if (line.length > 0) setImmediate(go);
    else isReading = false;
  };
  return (key) =>
    new Promise((resolve, reject) => {
      line.push({ key, resolve, reject });
      if (isReading) return;
      isReading = true;
      // What PostgreSQL tells in one go is heard by then.
      setImmediate(go);
    });
}

/**
 * Changes rows together, for those who each change one: `change` gives an answer for each item whose row it has changed. Where it must not
 * wait (`waits`), it leaves out what somebody holds; that is then changed alone. So nobody who holds several rows ever waits for one, and
 * nobody fails, or waits, for another's sake. `change` must bear it when an item has been done already. `undefined`: there is nothing to
 * change.
 */
export function changeTogether<Item, Answer>(
  change: (items: Item[], waits: boolean) => Promise<ReadonlyMap<Item, Answer>>,
): (item: Item) => Promise<Answer | undefined> {
  const together = readTogether((items: Item[]) => change(items, false));
  return async (item) => {
    const done = await together(item).catch(() => undefined);
    return done ?? (await change([item], true)).get(item);
  };
}

/** One value for each pool, made when it is asked for. */
export function perPool<Value>(make: (pool: pg.Pool) => Value): (pool: pg.Pool) => Value {
  const made = new WeakMap<pg.Pool, Value>();
  return (pool) => {
    const value = made.get(pool) ?? make(pool);
    made.set(pool, value);
    return value;
  };
}
