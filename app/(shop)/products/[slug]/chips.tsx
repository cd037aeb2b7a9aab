import { chipState } from "@/lib/shop/catalog/choices";
import type { OptionView, VariantView } from "@/lib/shop/catalog/product";
import type { ChoiceWords } from "./text";

type ChipsProps = {
  words: ChoiceWords;
  /** What language the names of the options are in; unset: the page's own. */
  lang: string | undefined;
  options: readonly OptionView[];
  /** Which of the options these chips are. */
  place: number;
  variants: readonly VariantView[];
  choice: readonly (number | null)[];
  /** Hears of a tap; left out where no script is needed to choose. */
  onChoose?: ((valueId: number) => void) | undefined;
};

/**
 * The values of one option, one to be chosen. What cannot be bought at all is switched off; what cannot be had with the rest of the
 * choice is struck through, and can be chosen all the same: the rest then gives way.
 */
export function Chips({ words: text, lang, options, place, variants, choice, onChoose }: ChipsProps) {
  const option = options[place];
  if (!option) return null;
  const nothing = options.map(() => null);
  // Of a single option each value is one variant; the form of two sends the values, which also works without JavaScript.
  const isOnly = options.length === 1;
  const fieldValue = (id: number) => (isOnly ? variants.find(({ valueIds }) => valueIds[0] === id)?.id : id);
  return (
    <fieldset lang={lang} className="border-line border-t py-3.5">
      <legend className="float-left mb-2.5 w-full font-medium text-ink-2 text-sm">{option.name}</legend>
      <div className="clear-both flex flex-wrap gap-2.5">
        {option.values.map(({ id, name }) => {
          const isFree = chipState(variants, choice, place, id) === "free";
          const isGone = chipState(variants, nothing, place, id) !== "free";
          return (
            <label key={id} className="relative cursor-pointer">
              <input
                type="radio"
                name={isOnly ? "variantId" : `value${place + 1}`}
                value={fieldValue(id)}
                {...(onChoose ? { checked: choice[place] === id, onChange: () => onChoose(id) } : { defaultChecked: choice[place] === id })}
                disabled={isGone}
                required
                className="peer pointer-events-none absolute inset-0 size-full appearance-none rounded-full"
              />
              <span
                className={`grid min-h-11 place-items-center rounded-full border bg-paper px-4.5 text-sm peer-checked:border-brand peer-checked:bg-brand-soft peer-checked:font-medium peer-checked:text-brand-deep peer-disabled:text-ink-3 peer-disabled:line-through ${isFree || isGone ? "border-transparent" : "border-line border-dashed text-ink-3 line-through"}`}
              >
                {name}
              </span>
              {!(isFree || isGone) && (
                <span lang={lang && "en"} className="sr-only">
                  {text.notWithThis}
                </span>
              )}
            </label>
          );
        })}
      </div>
    </fieldset>
  );
}
