/** "1 item", "3 items": a count with its noun, in English. */
export function counted(count: number, one: string, others = `${one}s`): string {
  return `${count} ${count === 1 ? one : others}`;
}
