import "server-only";

/** `run`: does what all of `items` ask for, and gives an outcome for each, in their order. */
export type GoTogether<Item, Outcome> = {
  /** How many go together at most. */
  atMost: number;
  /** How many runs are under way at the same time … */
  atOnce: number;
  /** … where one that takes longer than this, in ms, is not counted any more: what holds it up need not hold up others. */
  lateMs: number;
  run: (items: readonly Item[]) => Promise<readonly Outcome[]>;
};

type Waiting<Item, Outcome> = { item: Item; resolve: (outcome: Outcome) => void; reject: (error: unknown) => void };

/**
 * Has those who come while a run is under way go together in the next one; whoever comes to an idle place begins at once. When a run
 * of several fails, each of them is run once more alone, so that nobody fails for another's sake: `run` must leave nothing behind when
 * it fails, and bear it when an item has been done all the same.
 */
export function goTogether<Item, Outcome>({ atMost, atOnce, lateMs, run }: GoTogether<Item, Outcome>): (item: Item) => Promise<Outcome> {
  const waiting: Waiting<Item, Outcome>[] = [];
  let underWay = 0;

  const runWhole = async (items: readonly Item[]): Promise<readonly Outcome[]> => {
    const outcomes = await run(items);
    if (outcomes.length !== items.length) throw new Error(`${items.length} went together, and ${outcomes.length} came back`);
    return outcomes;
  };
  const alone = async ({ item, resolve, reject }: Waiting<Item, Outcome>): Promise<void> => {
    try {
      const [outcome] = await runWhole([item]);
      resolve(outcome as Outcome);
    } catch (error) {
      reject(error);
    }
  };
  const runAll = async (some: readonly Waiting<Item, Outcome>[]): Promise<void> => {
    const outcomes = await runWhole(some.map(({ item }) => item)).catch(() => null);
    if (!outcomes) await Promise.all(some.map(alone));
    else for (const [at, { resolve }] of some.entries()) resolve(outcomes[at] as Outcome);
  };
  const begin = async (some: readonly Waiting<Item, Outcome>[]): Promise<void> => {
    underWay++;
    let isCounted = true;
    const over = () => {
      if (!isCounted) return;
      isCounted = false;
      underWay--;
      goOn();
    };
    const timer = setTimeout(over, lateMs).unref();
    const [only] = some;
    await (only && some.length === 1 ? alone(only) : runAll(some));
    clearTimeout(timer);
    over();
  };
  const goOn = () => {
    while (underWay < atOnce && waiting.length > 0) void begin(waiting.splice(0, atMost));
  };
  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      goOn();
    });
}
