import { Heap } from "../plumbing/heap";
import type { Due } from "./types";

/** Changes of trades and sends of notices have a heap each, because trades are also advanced without sending. */
export type DueGroup = "trade" | "send";

/** `position` orders entries of the same instant: the one that was added earlier comes first. */
type Entry = { key: string; due: Due; position: number };

/**
 * What the clock will do, earliest first. Deletion is lazy: when a key is removed or moved to another instant, its old entry
 * stays in the heap until its own instant comes, and is dropped then.
 */
export class DueQueue {
  readonly #current = new Map<string, Entry>();
  readonly #heaps: Readonly<Record<DueGroup, Heap<Entry>>> = { trade: new Heap(isBefore), send: new Heap(isBefore) };
  #positions = 0;

  /** Adds an entry, or replaces the one of this key. A known key keeps its position among entries of the same instant. */
  put(key: string, due: Due): void {
    const position = this.#current.get(key)?.position ?? this.#positions++;
    const entry: Entry = { key, due, position };
    this.#current.set(key, entry);
    this.#heaps[groupOf(due)].push(entry);
  }

  remove(key: string): void {
    this.#current.delete(key);
  }

  /** The earliest entry that is due at `now` and that `accepts` accepts; undefined when there is none. It stays in the queue. */
  first(group: DueGroup, now: Date, accepts: (due: Due) => boolean): Due | undefined {
    const heap = this.#heaps[group];
    const passedOver: Entry[] = [];
    let found: Due | undefined;
    for (let entry = heap.peek(); entry && entry.due.dueAt <= now; entry = heap.peek()) {
      const isCurrent = this.#current.get(entry.key) === entry;
      if (isCurrent && accepts(entry.due)) {
        found = entry.due;
        break;
      }
      heap.pop();
      if (isCurrent) passedOver.push(entry);
    }
    for (const entry of passedOver) heap.push(entry);
    return found;
  }
}

function groupOf({ kind }: Due): DueGroup {
  return kind === "send" ? "send" : "trade";
}

function isBefore(one: Entry, other: Entry): boolean {
  const ms = one.due.dueAt.getTime() - other.due.dueAt.getTime();
  return ms === 0 ? one.position < other.position : ms < 0;
}
