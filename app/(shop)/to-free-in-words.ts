import { fill } from "@/lib/language/fill";
import type { ToFree } from "@/lib/shop/freight/freight";
import { shortFen } from "@/lib/shop/money";
import type { FreightWords } from "./freight-text";

/** "再买 ¥12 包邮": what more makes the freight 0, and of which goods. */
export function toFreeInWords(words: FreightWords, { anyFen, alikeFen }: ToFree): string {
  const sentence = alikeFen === null ? words.any : anyFen === null ? words.alike : words.both;
  return fill(sentence, { any: shortFen(anyFen ?? 0), alike: shortFen(alikeFen ?? 0) });
}
