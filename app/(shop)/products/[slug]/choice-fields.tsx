import type { ReactNode } from "react";
import type { OptionView, VariantView } from "@/lib/shop/catalog/product";
import { Chips } from "./chips";
import { Chosen } from "./chosen";
import type { ChoiceWords } from "./text";

/** 限购 as this buyer meets it: how many more may be taken (unset: no limit), and how that is said. */
export type Limit = { most?: number; words: string };
export type Goods = {
  title: string;
  image: string;
  options: OptionView[];
  variants: VariantView[];
  words: ChoiceWords;
  /** The language of what the owner named, where the page is in another. */
  lang: string | undefined;
};

type ChoiceFieldsProps = Goods & {
  /** Of each option the value that is chosen, null for none yet. */
  choice: readonly (number | null)[];
  /** The variants that it leaves. */
  left: readonly VariantView[];
  limit: Limit;
  quantity: ReactNode;
  onChoose?: (option: number, valueId: number) => void;
};

/** Which variant and how many, as fields of a form. They choose without a script as well; with `onChoose` they follow what is chosen. */
export function ChoiceFields({
  words: text,
  lang,
  title,
  image,
  options,
  variants,
  choice,
  left,
  limit,
  quantity,
  onChoose,
}: ChoiceFieldsProps) {
  return (
    <>
      <Chosen words={text} lang={lang} title={title} image={image} options={options} left={left} choice={choice} />
      {options.length === 0 && <input type="hidden" name="variantId" value={left[0]?.id} />}
      {options.map((option, index) => (
        <Chips
          key={option.id}
          words={text}
          lang={lang}
          options={options}
          place={index}
          variants={variants}
          choice={choice}
          onChoose={onChoose && ((valueId) => onChoose(index, valueId))}
        />
      ))}
      <div className="flex items-center justify-between gap-3 border-line border-t py-3.5">
        <span className="font-medium text-ink-2 text-sm">
          {text.quantity}
          {limit.words && <span className="ml-2 text-amber text-xs">{limit.words}</span>}
        </span>
        {quantity}
      </div>
    </>
  );
}
