import type { Change } from "./journal";

/**
 * The changes that the next line of the journal will hold. Of several values that one key gets only the last is kept: a batch
 * of a thousand refunds changes its own record a thousand times.
 */
export class Step {
  #changes: Change[] = [];
  /** Where the value of a key stands in the list. */
  readonly #puts = new Map<string, number>();

  add(change: Change): void {
    if ("clear" in change) {
      this.take();
      this.#changes.push(change);
      return;
    }
    const id = `${change.table}:${change.key}`;
    const known = this.#puts.get(id);
    if (change.value !== undefined && known !== undefined) {
      this.#changes[known] = change;
      return;
    }
    if (change.value === undefined) this.#puts.delete(id);
    else this.#puts.set(id, this.#changes.length);
    this.#changes.push(change);
  }

  /** The changes so far; the step begins anew. */
  take(): Change[] {
    const changes = this.#changes;
    this.#changes = [];
    this.#puts.clear();
    return changes;
  }
}
