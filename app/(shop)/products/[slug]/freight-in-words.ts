import { OVERSEAS } from "@/lib/shop/freight/province";
import type { FreightSummary } from "@/lib/shop/freight/summarise-freight";
import { provinceName } from "../../province-text";
import { productPageText } from "./page-text";

const text = productPageText.freightWords;

/** "¥8 起 · 同类商品满 ¥99 包邮 · 不发新疆、西藏": what a shopper has to know before anything is chosen. */
export function freightInWords({ fromFen, hasMore, free, excluded }: FreightSummary): string {
  const fee = fromFen > 0 ? text.fee(fromFen, hasMore) : hasMore ? text.freeToSome : text.free;
  const words = [fee];
  if (free) words.push(text.freeFrom(free));
  if (excluded.length > 0) words.push(text.notTo(namesOf(excluded)));
  return words.join(" · ");
}

function namesOf(excluded: readonly string[]): string[] {
  const isOverseas = OVERSEAS.every((name) => excluded.includes(name));
  const named = isOverseas ? excluded.filter((name) => !OVERSEAS.includes(name)) : excluded;
  return [...named.map(provinceName), ...(isOverseas ? text.overseas : [])];
}
