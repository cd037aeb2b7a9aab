import { toFreeInWords } from "@/app/(shop)/to-free-in-words";
import { fill } from "@/lib/language/fill";
import { type CartLine, linesToOrder } from "@/lib/shop/cart/cart";
import type { FreightBook } from "@/lib/shop/freight/freight";
import { quoteFreight } from "@/lib/shop/freight/quote-freight";
import { shortFen } from "@/lib/shop/money";
import type { NamedProvince } from "./cart-view";
import { useCartWords } from "./cart-words";

type FreightHintProps = { lines: CartLine[]; book: FreightBook; last: NamedProvince | null };

/** What sending the chosen goods costs, and how much more makes it free: to where the last order went, or about so much. */
export function FreightHint({ lines, book, last }: FreightHintProps) {
  const text = useCartWords();
  const chosen = linesToOrder(lines);
  if (chosen.every(({ freight }) => freight.kind === "free")) return null;
  const { feeFen, toFree, undeliverable } = quoteFreight(book, chosen, last?.province ?? null);
  const [paid, free] = last ? [text.freight, text.noFreight] : [text.freightAbout, text.maybeNoFreight];
  const fee = feeFen > 0 ? fill(paid, { fee: shortFen(feeFen) }) : free;
  return (
    <div className="mx-4 mt-3 rounded-xl bg-card px-4 py-2.5 text-sm" aria-live="polite">
      {undeliverable.length < chosen.length && (
        <p>
          {toFree && <span className="font-medium text-amber">{toFreeInWords(text.toFree, toFree)} · </span>}
          {fee}
        </p>
      )}
      {last && undeliverable.length > 0 && (
        <p className="text-amber">
          {fill(text.notSent, {
            titles: undeliverable.map(({ title }) => `“${title}”`).join(text.and),
            province: last.name,
          })}
        </p>
      )}
    </div>
  );
}
