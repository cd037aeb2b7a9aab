/**
 * A sentence with its facts: `fill("只剩 {left} 件", { left: 2 })`. For words that a phone's scripts are handed, which can be no
 * functions. Two forms of a sentence stand beside each other ("{count} item|{count} items"); the first is for a `count` of one.
 */
export function fill(sentence: string, facts: Record<string, string | number>): string {
  const [one = "", others = one] = sentence.split("|");
  return (facts.count === 1 ? one : others).replace(/\{(\w+)\}/g, (_, name) => `${facts[name]}`);
}
