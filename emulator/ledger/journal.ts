import type { TableName, Tables } from "./types";

/** One change of the tables; a line of the journal is a list of them. A change without a value removes the key. */
export type Change = { clear: true } | { table: TableName; key: string; value?: unknown };

export type TableMaps = { [T in TableName]: Map<string, Tables[T]> };
/** The tables as they were stored, possibly by an older emulator. */
export type RawTables = { [T in TableName]: Map<string, object> };

export const emptyTables = (): TableMaps => ({
  order: new Map(),
  token: new Map(),
  trade: new Map(),
  refund: new Map(),
  batch: new Map(),
  waiting: new Map(),
  notice: new Map(),
  delivery: new Map(),
  due: new Map(),
  fault: new Map(),
  state: new Map(),
});

export const tableNames = Object.keys(emptyTables()) as TableName[];

/** The tables that result from a journal. */
export function replay(lines: readonly string[]): RawTables {
  let tables: RawTables = emptyTables();
  for (const change of lines.flatMap((line) => JSON.parse(line, reviveDates) as Change[])) {
    if ("clear" in change) tables = emptyTables();
    else if (change.value === undefined) tables[change.table].delete(change.key);
    else tables[change.table].set(change.key, change.value as object);
  }
  return tables;
}

/** The shortest journal that results in these tables. */
export function snapshot(tables: TableMaps): string[] {
  const changes = tableNames.flatMap((table) => [...tables[table]].map(([key, value]): Change => ({ table, key, value })));
  return changes.length === 0 ? [] : [JSON.stringify(changes)];
}

function reviveDates(key: string, value: unknown): unknown {
  return key.endsWith("At") && typeof value === "string" ? new Date(value) : value;
}
