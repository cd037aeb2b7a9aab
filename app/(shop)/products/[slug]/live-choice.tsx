import { useEffect, useState } from "react";
import { QuantityStepper } from "@/components/quantity-stepper";
import { choose, firstChoice, matching } from "@/lib/shop/catalog/choices";
import { MAX_QUANTITY, quantityLimit } from "@/lib/shop/catalog/product";
import { ChoiceFields, type Goods, type Limit } from "./choice-fields";

export type LiveChoiceProps = Goods & {
  /** The plain fields that were there before: what was chosen in them stays chosen. */
  before: HTMLFormElement | null;
  limit: Limit;
  /** Hears what is chosen, in words. */
  onChosen: (words: string) => void;
};

/** The sheet with prices, stock and what goes together, as one chooses. */
export function LiveChoice({ before, limit, onChosen, ...goods }: LiveChoiceProps) {
  const { options, variants, words: text } = goods;
  const [typed] = useState(() => before && new FormData(before));
  const [chosen, setChosen] = useState(() => (typed ? choiceIn(typed, goods) : firstChoice(options, variants)));
  // The owner may have changed what there is to choose while the page was open.
  const isCurrent = chosen.length === options.length && matching(variants, chosen).length > 0;
  const choice = isCurrent ? chosen : firstChoice(options, variants);
  const left = matching(variants, choice);
  const only = choice.includes(null) ? undefined : left[0];
  const name = only?.name ?? "";
  useEffect(() => onChosen(name), [onChosen, name]);
  const most = only ? quantityLimit(only.available, limit.most) : (limit.most ?? MAX_QUANTITY);
  return (
    <ChoiceFields
      {...goods}
      choice={choice}
      left={left}
      limit={limit}
      quantity={
        <QuantityStepper
          name="quantity"
          label={text.quantity}
          fewer={text.fewer}
          more={text.more}
          first={String(typed?.get("quantity") ?? "")}
          max={Math.max(1, most)}
        />
      }
      onChoose={(option, valueId) => setChosen(choose(variants, choice, option, valueId))}
    />
  );
}

function choiceIn(typed: FormData, { options, variants }: Goods): (number | null)[] {
  if (options.length === 1) return [variants.find(({ id }) => String(id) === typed.get("variantId"))?.valueIds[0] ?? null];
  return options.map(({ values }, index) => values.find(({ id }) => String(id) === typed.get(`value${index + 1}`))?.id ?? null);
}
