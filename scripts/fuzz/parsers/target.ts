/** Something that reads what a stranger may have written. */
export type Target = {
  name: string;
  /** Messages as they should be. */
  seeds: readonly Buffer[];
  /**
   * Reads a text, and checks what must hold of the answer.
   * @throws when it does not hold; what the reader itself throws is a fault as well
   */
  read: (bytes: Buffer) => void | Promise<void>;
  /** A message of this kind never has more bytes; more are refused before they are read. */
  mostBytes: number;
};

export function mustHold(isTrue: boolean, what: string): asserts isTrue {
  if (!isTrue) throw new Error(`it does not hold that ${what}`);
}

/** Whether two values say the same; of NaN, dates and maps too. */
export function isSame(one: unknown, other: unknown): boolean {
  return textOf(one) === textOf(other);
}

function textOf(value: unknown): string {
  return JSON.stringify(value, (_, part) => (part instanceof Map ? [...part] : typeof part === "bigint" ? String(part) : part)) ?? "";
}
