import { type FormEvent, useEffect, useState } from "react";
import { Button } from "@/components/button";
import { Notice } from "@/components/notice";
import { QuantityStepper } from "@/components/quantity-stepper";
import { choose, firstChoice, matching } from "@/lib/shop/catalog/choices";
import { MAX_QUANTITY, type OptionView, quantityLimit, type VariantView } from "@/lib/shop/catalog/product";
import { Chips } from "./chips";
import { Chosen } from "./chosen";
import { productText as text } from "./text";

export type Intent = "cart" | "buy";
/** 限购 as this buyer meets it: how many more may be taken (unset: no limit), and how that is said. */
export type Limit = { most?: number; words: string };

type ChoiceFormProps = {
  title: string;
  image: string;
  options: OptionView[];
  variants: VariantView[];
  limit: Limit;
  /** Hears what is chosen, in words. */
  onChosen: (words: string) => void;
  /** Which button opened the sheet; null shows both buttons, as without JavaScript. */
  intent: Intent | null;
  formAction: (form: FormData) => void;
  send: (form: FormData) => void;
  isPending: boolean;
  refusal: string;
};

/** Which variant, how many, and whether to buy or to keep it in the cart: a plain form that works without JavaScript. */
export function ChoiceForm(props: ChoiceFormProps) {
  const { title, image, options, variants, limit, onChosen, intent, formAction, send, isPending, refusal } = props;
  const [chosen, setChosen] = useState(() => firstChoice(options, variants));
  // The owner may have changed what there is to choose while the page was open.
  const isCurrent = chosen.length === options.length && matching(variants, chosen).length > 0;
  const choice = isCurrent ? chosen : firstChoice(options, variants);
  const left = matching(variants, choice);
  const only = choice.includes(null) ? undefined : left[0];
  const words = only?.name ?? "";
  useEffect(() => onChosen(words), [onChosen, words]);
  const most = only ? quantityLimit(only.available, limit.most) : (limit.most ?? MAX_QUANTITY);
  return (
    <form id="choice" data-choice="" action={formAction} onSubmit={(event) => submitInPlace(event, send)}>
      <Chosen title={title} image={image} options={options} left={left} choice={choice} />
      {options.length === 0 && <input type="hidden" name="variantId" value={only?.id} />}
      {options.map((option, index) => (
        <Chips
          key={option.id}
          options={options}
          place={index}
          variants={variants}
          choice={choice}
          onChoose={(valueId) => setChosen(choose(variants, choice, index, valueId))}
        />
      ))}
      <div className="flex items-center justify-between gap-3 border-line border-t py-3.5">
        <span className="font-medium text-ink-2 text-sm">
          {text.quantity}
          {limit.words && <span className="ml-2 text-amber text-xs">{limit.words}</span>}
        </span>
        <QuantityStepper name="quantity" label={text.quantity} max={Math.max(1, most)} />
      </div>
      <Notice kind="error" className="mb-3">
        {refusal}
      </Notice>
      <div className="flex gap-3">
        {intent !== "buy" && (
          <Button
            type="submit"
            name="intent"
            value="cart"
            kind={intent ? "primary" : "soft"}
            className="min-h-12 grow"
            disabled={isPending || limit.most === 0}
          >
            {text.addToCart}
          </Button>
        )}
        {intent !== "cart" && (
          <Button type="submit" name="intent" value="buy" className="min-h-12 grow" disabled={isPending || limit.most === 0}>
            {text.buyNow}
          </Button>
        )}
      </div>
    </form>
  );
}

/** Sends the form by script to keep what was chosen, since React resets a form after its action. */
function submitInPlace(event: FormEvent<HTMLFormElement>, send: (form: FormData) => void) {
  event.preventDefault();
  const { submitter } = event.nativeEvent as SubmitEvent;
  send(new FormData(event.currentTarget, submitter));
}
