import type { Store } from "./store";
import type { TableName, Tables } from "./types";
import { upgradeValue } from "./upgrade";

type Change = { clear: true } | { table: TableName; key: string; value?: unknown };

const emptyTables = (): { [T in TableName]: Map<string, Tables[T]> } => ({
  order: new Map(),
  token: new Map(),
  trade: new Map(),
  refund: new Map(),
  batch: new Map(),
  notice: new Map(),
  delivery: new Map(),
  due: new Map(),
  fault: new Map(),
  state: new Map(),
});

const reviveDates = (key: string, value: unknown) => (key.endsWith("At") && typeof value === "string" ? new Date(value) : value);

/**
 * Everything the gateway knows, in memory and in a journal. Values are replaced, never changed in place.
 * What one synchronous step puts is written in one line, so a crash loses whole steps and never half of one; nothing may
 * be answered or sent before `written()` resolves.
 */
export class Ledger {
  #tables = emptyTables();
  #unwritten: Change[] = [];
  #writing: Promise<void> = Promise.resolve();
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
    for (const line of store.read()) {
      for (const change of JSON.parse(line, reviveDates) as Change[]) this.#apply(change);
    }
    this.#upgrade();
    store.rewrite(this.#snapshot());
  }

  get<T extends TableName>(table: T, key: string): Tables[T] | undefined {
    return this.#tables[table].get(key);
  }

  all<T extends TableName>(table: T): Tables[T][] {
    return [...this.#tables[table].values()];
  }

  count(table: TableName): number {
    return this.#tables[table].size;
  }

  put<T extends TableName>(table: T, key: string, value: Tables[T]): void {
    this.#change({ table, key, value });
  }

  remove(table: TableName, key: string): void {
    if (this.#tables[table].has(key)) this.#change({ table, key });
  }

  clear(): void {
    this.#change({ clear: true });
  }

  /** Resolves when all that was put so far is in the journal; rejects, from then on always, when it could not be written. */
  written(): Promise<void> {
    this.#writing = this.#writing.then(async () => {
      if (this.#unwritten.length === 0) return;
      const changes = this.#unwritten;
      this.#unwritten = [];
      await this.#store.append(JSON.stringify(changes));
    });
    return this.#writing;
  }

  #change(change: Change): void {
    this.#apply(change);
    this.#unwritten.push(change);
  }

  #apply(change: Change): void {
    if ("clear" in change) {
      this.#tables = emptyTables();
      return;
    }
    const table = this.#tables[change.table] as Map<string, unknown>;
    if (change.value === undefined) table.delete(change.key);
    else table.set(change.key, change.value);
  }

  /** What an older emulator has written lacks what came later. */
  #upgrade(): void {
    const orderOf = (outTradeNo: string) => this.get("order", outTradeNo);
    for (const table of Object.keys(this.#tables) as TableName[]) {
      for (const [key, value] of this.#tables[table]) this.#apply({ table, key, value: upgradeValue(table, value, orderOf) });
    }
  }

  #snapshot(): string[] {
    const changes = (Object.keys(this.#tables) as TableName[]).flatMap((table) =>
      [...this.#tables[table]].map(([key, value]): Change => ({ table, key, value })),
    );
    return changes.length === 0 ? [] : [JSON.stringify(changes)];
  }
}
