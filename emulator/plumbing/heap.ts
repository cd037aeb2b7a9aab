/** A binary heap. `peek` sees the first item at once; adding or taking an item costs about log n comparisons. */
export class Heap<Item> {
  readonly #items: Item[] = [];
  readonly #isBefore: (one: Item, other: Item) => boolean;

  constructor(isBefore: (one: Item, other: Item) => boolean) {
    this.#isBefore = isBefore;
  }

  peek(): Item | undefined {
    return this.#items[0];
  }

  push(item: Item): void {
    this.#items.push(item);
    this.#rise(this.#items.length - 1);
  }

  /** Takes the first item out. */
  pop(): Item | undefined {
    const first = this.#items[0];
    const last = this.#items.pop();
    if (this.#items.length > 0 && last !== undefined) {
      this.#items[0] = last;
      this.#sink(0);
    }
    return first;
  }

  #rise(index: number): void {
    const parent = (index - 1) >> 1;
    if (index === 0 || !this.#comesBefore(index, parent)) return;
    this.#swap(index, parent);
    this.#rise(parent);
  }

  #sink(index: number): void {
    const [left, right] = [2 * index + 1, 2 * index + 2];
    const child = this.#comesBefore(right, left) ? right : left;
    if (!this.#comesBefore(child, index)) return;
    this.#swap(index, child);
    this.#sink(child);
  }

  #comesBefore(index: number, other: number): boolean {
    const [one, two] = [this.#items[index], this.#items[other]];
    return one !== undefined && two !== undefined && this.#isBefore(one, two);
  }

  #swap(index: number, other: number): void {
    const [one, two] = [this.#items[index], this.#items[other]];
    if (one === undefined || two === undefined) return;
    this.#items[index] = two;
    this.#items[other] = one;
  }
}
