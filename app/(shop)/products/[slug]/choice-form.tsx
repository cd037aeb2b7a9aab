import { type FormEvent, useState } from "react";
import { Button } from "@/components/button";
import { Notice } from "@/components/notice";
import { QuantityStepper } from "@/components/quantity-stepper";
import { choose, firstChoice, matching } from "@/lib/shop/catalog/choices";
import { MAX_QUANTITY, type OptionView, quantityLimit, type VariantView } from "@/lib/shop/catalog/product";
import { Chips } from "./chips";
import { Chosen } from "./chosen";
import { productText as text } from "./text";

export type Intent = "cart" | "buy";

type ChoiceFormProps = {
  title: string;
  image: string;
  options: OptionView[];
  variants: VariantView[];
  /** Which button opened the sheet; null shows both buttons, as without JavaScript. */
  intent: Intent | null;
  formAction: (form: FormData) => void;
  send: (form: FormData) => void;
  isPending: boolean;
  refusal: string;
};

/** Which variant, how many, and whether to buy or to keep it in the cart: a plain form that works without JavaScript. */
export function ChoiceForm({ title, image, options, variants, intent, formAction, send, isPending, refusal }: ChoiceFormProps) {
  const [chosen, setChosen] = useState(() => firstChoice(options, variants));
  // The owner may have changed what there is to choose while the page was open.
  const isCurrent = chosen.length === options.length && matching(variants, chosen).length > 0;
  const choice = isCurrent ? chosen : firstChoice(options, variants);
  const left = matching(variants, choice);
  const only = choice.includes(null) ? undefined : left[0];
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
      <div className="flex items-center justify-between border-line border-t py-3.5">
        <span className="font-medium text-ink-2 text-sm">{text.quantity}</span>
        <QuantityStepper name="quantity" label={text.quantity} max={only ? Math.max(1, quantityLimit(only.available)) : MAX_QUANTITY} />
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
            disabled={isPending}
          >
            {text.addToCart}
          </Button>
        )}
        {intent !== "cart" && (
          <Button type="submit" name="intent" value="buy" className="min-h-12 grow" disabled={isPending}>
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
