/** Finds the keys of a table by one property of their values, in the order in which they were added. */
export class IndexBy<Value> {
  readonly #keys = new Map<unknown, Set<string>>();
  readonly #property: keyof Value;

  constructor(property: keyof Value) {
    this.#property = property;
  }

  keysOf(wanted: unknown): Iterable<string> {
    return this.#keys.get(wanted) ?? [];
  }

  /** Records a change of the table: the value of a key before and after it, undefined for none. */
  change(key: string, before: Value | undefined, after: Value | undefined): void {
    const [old, current] = [before?.[this.#property], after?.[this.#property]];
    if (before !== undefined && (after === undefined || old !== current)) this.#take(old, key);
    if (after === undefined) return;
    const known = this.#keys.get(current);
    if (known) known.add(key);
    else this.#keys.set(current, new Set([key]));
  }

  #take(property: unknown, key: string): void {
    const keys = this.#keys.get(property);
    keys?.delete(key);
    if (keys?.size === 0) this.#keys.delete(property);
  }
}
