import { type FormEvent, useEffect, useState } from "react";
import { Button } from "@/components/button";
import { ListPrice } from "@/components/list-price";
import { Notice } from "@/components/notice";
import { Price } from "@/components/price";
import { ProductImage } from "@/components/product-image";
import { QuantityStepper } from "@/components/quantity-stepper";
import { stockHint } from "@/components/stock-hint";
import { quantityLimit, type VariantView } from "@/lib/shop/catalog/product";
import { productText as text } from "./text";

export type Intent = "cart" | "buy";
/** 限购 as this buyer meets it: how many more may be taken (unset: no limit), and how that is said. */
export type Limit = { most?: number; words: string };

type ChoiceFormProps = {
  title: string;
  image: string;
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
export function ChoiceForm({ title, image, variants, limit, onChosen, intent, formAction, send, isPending, refusal }: ChoiceFormProps) {
  const [chosenId, setChosenId] = useState(() => (variants.find((variant) => variant.available > 0) ?? variants[0])?.id);
  const chosen = variants.find((variant) => variant.id === chosenId);
  const words = chosen?.name ?? "";
  useEffect(() => onChosen(words), [onChosen, words]);
  if (!chosen) return null;
  return (
    <form id="choice" data-choice="" action={formAction} onSubmit={(event) => submitInPlace(event, send)}>
      <Chosen variant={chosen} title={title} image={image} />
      {variants.length > 1 ? (
        <Variants variants={variants} chosenId={chosen.id} onChoose={setChosenId} />
      ) : (
        <input type="hidden" name="variantId" value={chosen.id} />
      )}
      <div className="flex items-center justify-between gap-3 border-line border-t py-3.5">
        <span className="font-medium text-ink-2 text-sm">
          {text.quantity}
          {limit.words && <span className="ml-2 text-amber text-xs">{limit.words}</span>}
        </span>
        <QuantityStepper name="quantity" label={text.quantity} max={Math.max(1, quantityLimit(chosen.available, limit.most))} />
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

function Chosen({ variant, title, image }: { variant: VariantView; title: string; image: string }) {
  return (
    <div className="flex gap-3.5 pr-10 pb-4">
      <ProductImage name={image} alt="" sizes="6rem" className="size-24 rounded-xl" />
      <div aria-live="polite" className="flex flex-col justify-end">
        <p className="flex items-baseline gap-2">
          <Price fen={variant.priceFen} size="lg" />
          {variant.listPriceFen !== null && <ListPrice fen={variant.listPriceFen} />}
        </p>
        <p className="text-ink-3 text-sm">{stockHint(variant.available) || text.stock(variant.available)}</p>
        <p className="text-ink-2 text-sm">{variant.name ? text.chosen(variant.name) : title}</p>
      </div>
    </div>
  );
}

type VariantsProps = { variants: VariantView[]; chosenId: number; onChoose: (id: number) => void };

function Variants({ variants, chosenId, onChoose }: VariantsProps) {
  return (
    <fieldset className="border-line border-t py-3.5">
      <legend className="float-left mb-2.5 w-full font-medium text-ink-2 text-sm">{text.spec}</legend>
      <div className="clear-both flex flex-wrap gap-2.5">
        {variants.map(({ id, name, available }) => (
          <label key={id} className="relative cursor-pointer">
            <input
              type="radio"
              name="variantId"
              value={id}
              checked={id === chosenId}
              onChange={() => onChoose(id)}
              disabled={available === 0}
              className="peer pointer-events-none absolute inset-0 size-full appearance-none rounded-full"
            />
            <span className="grid min-h-11 place-items-center rounded-full border border-transparent bg-paper px-4.5 text-sm peer-checked:border-brand peer-checked:bg-brand-soft peer-checked:font-medium peer-checked:text-brand-deep peer-disabled:text-ink-3 peer-disabled:line-through">
              {name}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
