import { ListPrice } from "@/components/list-price";
import { OwnersWords } from "@/components/owners-words";
import { Price } from "@/components/price";
import { ProductImage } from "@/components/product-image";
import { stockHint } from "@/components/stock-hint";
import { fill } from "@/lib/language/fill";
import type { OptionView, VariantView } from "@/lib/shop/catalog/product";
import type { ChoiceWords } from "./text";

type ChosenProps = {
  words: ChoiceWords;
  lang: string | undefined;
  title: string;
  image: string;
  options: readonly OptionView[];
  /** The variants that the choice leaves. */
  left: readonly VariantView[];
  choice: readonly (number | null)[];
};

/** What is chosen so far: its picture, its price or the range of prices that is left, its stock, and in words what is still to be chosen. */
export function Chosen({ words: text, lang, title, image, options, left, choice }: ChosenProps) {
  const only = choice.includes(null) ? undefined : left[0];
  const values = options.map((option, index) => option.values.find(({ id }) => id === choice[index]));
  const missing = options.filter((_, index) => choice[index] === null).map(({ name }) => name);
  const available = left.reduce((sum, variant) => sum + variant.available, 0);
  const name = values.flatMap((value) => value?.name ?? []).join(text.and) || only?.name;
  return (
    <div className="flex gap-3.5 pr-10 pb-4">
      <ProductImage name={values[0]?.image || image} alt="" sizes="6rem" className="size-24 shrink-0 rounded-xl" />
      <div aria-live="polite" className="flex min-w-0 flex-col justify-end">
        <p className="flex flex-wrap items-baseline gap-x-2">
          <PriceRange variants={left} />
          {only && only.listPriceFen !== null && <ListPrice fen={only.listPriceFen} label={text.listPrice} />}
        </p>
        <p className="text-ink-3 text-sm">
          {stockHint(text, available) || (available > 99 ? text.plenty : fill(text.stock, { count: available }))}
        </p>
        <p className="text-ink-2 text-sm">
          {missing.length > 0 ? (
            <OwnersWords sentence={text.pleaseChoose} gap="{options}" words={missing.join(text.and)} lang={lang} />
          ) : (
            <OwnersWords sentence={name ? text.chosen : "{name}"} gap="{name}" words={name || title} lang={lang} />
          )}
        </p>
      </div>
    </div>
  );
}

/** Of what can be bought, if anything can. */
function PriceRange({ variants }: { variants: readonly VariantView[] }) {
  const inStock = variants.filter(({ available }) => available > 0);
  const prices = (inStock.length > 0 ? inStock : variants).map(({ priceFen }) => priceFen);
  const [lowest, highest] = [Math.min(...prices), Math.max(...prices)];
  return (
    <span>
      <Price fen={lowest} size={lowest === highest ? "lg" : "md"} />
      {lowest < highest && (
        <>
          <span className="mx-1 text-price">–</span>
          <Price fen={highest} size="md" />
        </>
      )}
    </span>
  );
}
