import { type CartLine, linesToOrder } from "@/lib/shop/cart/cart";
import type { FreightBook } from "@/lib/shop/freight/freight";
import { quoteFreight } from "@/lib/shop/freight/quote-freight";
import { cartText as text } from "./text";

type FreightHintProps = { lines: CartLine[]; book: FreightBook; province: string | null };

/** What sending the chosen goods costs, and how much more makes it free: to where the last order went, or about so much. */
export function FreightHint({ lines, book, province }: FreightHintProps) {
  const chosen = linesToOrder(lines);
  if (chosen.every(({ freight }) => freight.kind === "free")) return null;
  const { feeFen, toFree, undeliverable } = quoteFreight(book, chosen, province);
  const isExact = province !== null;
  const fee = feeFen > 0 ? text.freight(feeFen, isExact) : isExact ? text.noFreight : text.maybeNoFreight;
  return (
    <div className="mx-4 mt-3 rounded-xl bg-card px-4 py-2.5 text-sm" aria-live="polite">
      {undeliverable.length < chosen.length && (
        <p>
          {toFree && <span className="font-medium text-amber">{text.toFree(toFree)} · </span>}
          {fee}
        </p>
      )}
      {province !== null && undeliverable.length > 0 && (
        <p className="text-amber">
          {text.notSent(
            undeliverable.map(({ title }) => title),
            province,
          )}
        </p>
      )}
    </div>
  );
}
