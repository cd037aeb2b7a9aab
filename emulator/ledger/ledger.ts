import { type DueGroup, DueQueue } from "./due-queue";
import { IndexBy } from "./index-by";
import { type Change, emptyTables, replay, snapshot, tableNames } from "./journal";
import { Step } from "./step";
import type { Store } from "./store";
import type { Due, TableName, Tables } from "./types";
import { upgradeValue } from "./upgrade";

/** The properties by which values can be found, besides their keys. */
const createIndexes = () => ({
  trade: { tradeNo: new IndexBy<Tables["trade"]>("tradeNo") },
  refund: { outTradeNo: new IndexBy<Tables["refund"]>("outTradeNo") },
  batch: { token: new IndexBy<Tables["batch"]>("token") },
  notice: { outTradeNo: new IndexBy<Tables["notice"]>("outTradeNo"), held: new IndexBy<Tables["notice"]>("held") },
  delivery: { outTradeNo: new IndexBy<Tables["delivery"]>("outTradeNo") },
});
type Indexes = ReturnType<typeof createIndexes>;
type Indexed<T extends keyof Indexes> = keyof Indexes[T] & keyof Tables[T];

const emptyMemory = () => ({ tables: emptyTables(), indexes: createIndexes(), dues: new DueQueue() });

/**
 * Everything the gateway knows, in memory and in a journal. Values are replaced, never changed in place.
 * All changes of one synchronous step are written as one line, so a crash loses whole steps and never half of one. Nothing
 * may be answered or sent before `written()` resolves.
 */
export class Ledger {
  #memory = emptyMemory();
  readonly #step = new Step();
  #writing: Promise<void> = Promise.resolve();
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
    const stored = replay(store.read());
    for (const table of tableNames) {
      for (const [key, value] of stored[table]) {
        this.#apply({ table, key, value: upgradeValue(table, value, (outTradeNo) => stored.order.get(outTradeNo)) });
      }
    }
    store.rewrite(snapshot(this.#memory.tables));
  }

  get<T extends TableName>(table: T, key: string): Tables[T] | undefined {
    return this.#memory.tables[table].get(key);
  }

  /**
   * Every value of a table, oldest key first. The cost grows with the table: nothing that runs once per trade may use it on a
   * table that grows with the trades.
   */
  all<T extends TableName>(table: T): Tables[T][] {
    return [...this.#memory.tables[table].values()];
  }

  /** The values with this property, oldest key first. The cost grows with the number of values found. */
  find<T extends keyof Indexes, Property extends Indexed<T>>(table: T, property: Property, wanted: Tables[T][Property]): Tables[T][] {
    const index = this.#memory.indexes[table][property] as IndexBy<Tables[T]>;
    return Array.from(index.keysOf(wanted), (key) => this.get(table, key)).filter((value) => value !== undefined);
  }

  count(table: TableName): number {
    return this.#memory.tables[table].size;
  }

  /** The earliest entry of a group that is due at `now`, among those that `accepts` accepts. */
  firstDue(group: DueGroup, now: Date, accepts: (due: Due) => boolean = () => true): Due | undefined {
    return this.#memory.dues.first(group, now, accepts);
  }

  put<T extends TableName>(table: T, key: string, value: Tables[T]): void {
    this.#change({ table, key, value });
  }

  remove(table: TableName, key: string): void {
    if (this.#memory.tables[table].has(key)) this.#change({ table, key });
  }

  clear(): void {
    this.#change({ clear: true });
  }

  /** Resolves when all changes so far are in the journal. After a failed write it rejects, now and always. */
  written(): Promise<void> {
    this.#writing = this.#writing.then(async () => {
      const changes = this.#step.take();
      if (changes.length > 0) await this.#store.append(JSON.stringify(changes));
    });
    return this.#writing;
  }

  #change(change: Change): void {
    this.#apply(change);
    this.#step.add(change);
  }

  #apply(change: Change): void {
    if ("clear" in change) {
      this.#memory = emptyMemory();
      return;
    }
    const { table, key, value } = change;
    const values = this.#memory.tables[table] as Map<string, unknown>;
    const before = values.get(key);
    if (value === undefined) values.delete(key);
    else values.set(key, value);
    if (table in this.#memory.indexes) {
      const indexes = this.#memory.indexes[table as keyof Indexes];
      for (const index of Object.values(indexes) as IndexBy<unknown>[]) index.change(key, before, value);
    }
    if (table !== "due") return;
    if (value === undefined) this.#memory.dues.remove(key);
    else this.#memory.dues.put(key, value as Due);
  }
}
