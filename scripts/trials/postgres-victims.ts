import type { KilledDatabase } from "./town-database";

/** A process of a PostgreSQL server; `title`: its command line, which for a connection ends in who is connected from where. */
export type ServerProcess = { pid: number; parent: number | null; title: string };

/** In the titles of processes that serve a connection over TCP: the port behind the address. */
const CONNECTION = /\(\d{1,5}\)/;

/**
 * Whom to kill. The main process is the one that is nobody's child here: a system that has given out all of its numbers begins again with low
 * ones, so that a number says nothing of who came first.
 */
export function victimsOf(processes: readonly ServerProcess[], what: KilledDatabase): number[] {
  if (what === "all") return processes.map(({ pid }) => pid);
  const pids = new Set(processes.map(({ pid }) => pid));
  const chosen =
    what === "main" ? processes.find(({ parent }) => !pids.has(parent ?? 0)) : processes.findLast(({ title }) => CONNECTION.test(title));
  return chosen ? [chosen.pid] : [];
}
