import { PlainQuantity } from "@/components/plain-quantity";
import { firstChoice, matching } from "@/lib/shop/catalog/choices";
import { ChoiceFields, type Goods, type Limit } from "./choice-fields";

/** The sheet as the page brings it: it can be filled in at once, and without a script. live-choice.tsx takes its place. */
export function PlainChoice({ limit, ...goods }: Goods & { limit: Limit }) {
  const choice = firstChoice(goods.options, goods.variants);
  return (
    <ChoiceFields
      {...goods}
      choice={choice}
      left={matching(goods.variants, choice)}
      limit={limit}
      quantity={<PlainQuantity name="quantity" label={goods.words.quantity} />}
    />
  );
}

/** What is chosen before anybody has chosen, in words; empty where something is left to choose. */
export function firstWords({ options, variants }: Goods): string {
  const choice = firstChoice(options, variants);
  return choice.includes(null) ? "" : (matching(variants, choice)[0]?.name ?? "");
}
