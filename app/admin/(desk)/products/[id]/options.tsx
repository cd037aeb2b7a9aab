import type { OwnerProduct } from "@/lib/shop/catalog/get-owner-product";
import { MAX_LENGTHS, MOST_OPTIONS } from "@/lib/shop/catalog/product";
import { ActionForm } from "../../../form/action-form";
import { FormField } from "../../../form/form-field";
import { Submit } from "../../../form/submit";
import { Fold } from "../../../parts/fold";
import { Section } from "../../../parts/section";
import { OptionValues } from "./option-values";
import { addOptionAction, changeOptionAction, removeOptionAction, swapOptionsAction } from "./options-actions";
import { optionsText as text } from "./options-text";

type Option = OwnerProduct["options"][number];

/** What the product is chosen by: a form for each option, and one to add another. */
export function Options({ product }: { product: OwnerProduct }) {
  const { options } = product;
  return (
    <Section title={text.title} id="options">
      <p className="mb-3 text-ink-3 text-sm">{options.length === 0 ? text.none : text.hint}</p>
      <div className="flex flex-col gap-4">
        {options.map((option, index) => (
          <OptionBox key={option.id} product={product} option={option} place={index + 1} />
        ))}
        {options.length === MOST_OPTIONS && (
          <ActionForm action={swapOptionsAction} label={text.swap}>
            <input type="hidden" name="productId" value={product.id} />
            <Submit kind="outline">{text.swap}</Submit>
          </ActionForm>
        )}
        {options.length < MOST_OPTIONS && <AddOption product={product} />}
      </div>
    </Section>
  );
}

type OptionBoxProps = { product: OwnerProduct; option: Option; place: number };

function OptionBox({ product, option, place }: OptionBoxProps) {
  return (
    <div className="rounded-xl border border-line p-4">
      <h3 className="mb-3 font-semibold text-sm">
        {text.option(place)}：{option.name}
      </h3>
      <ActionForm action={changeOptionAction} className="flex flex-col gap-3" label={`${text.option(place)} ${option.name}`}>
        <input type="hidden" name="productId" value={product.id} />
        <input type="hidden" name="optionId" value={option.id} />
        {/* Enter presses a form's first button, which must not be one that moves a value. */}
        <button type="submit" tabIndex={-1} aria-hidden="true" className="sr-only" />
        <FormField
          label={text.name}
          name="name"
          required
          maxLength={MAX_LENGTHS.optionName}
          defaultValue={option.name}
          autoComplete="off"
          className="max-w-xs"
        />
        <OptionValues values={option.values} images={place === 1 ? product.images : null} />
        <FormField label={text.addValues} hint={text.addValuesHint} name="added" multiline rows={2} maxLength={500} />
        <Submit kind="soft" className="self-start">
          {text.save}
        </Submit>
      </ActionForm>
      <ActionForm action={removeOptionAction} label={text.remove(option.name)}>
        <Fold name={text.remove(option.name)} look="line" className="mt-2">
          <input type="hidden" name="productId" value={product.id} />
          <input type="hidden" name="optionId" value={option.id} />
          <p className="mb-2 text-ink-2 text-sm">{text.removeHint}</p>
          <Submit kind="outline">{text.remove(option.name)}</Submit>
        </Fold>
      </ActionForm>
    </div>
  );
}

function AddOption({ product }: { product: OwnerProduct }) {
  return (
    <details className="rounded-xl border border-line border-dashed">
      <summary className="flex min-h-11 cursor-pointer items-center px-4 font-medium text-alipay text-sm">{text.add}</summary>
      <ActionForm action={addOptionAction} className="flex flex-col gap-3 px-4 pb-4" label={text.add}>
        <input type="hidden" name="productId" value={product.id} />
        <FormField
          label={text.name}
          name="name"
          required
          maxLength={MAX_LENGTHS.optionName}
          placeholder={text.namePlaceholder}
          autoComplete="off"
        />
        <FormField label={text.values} hint={text.addValuesHint} name="values" multiline rows={3} required maxLength={500} />
        <p className="text-ink-3 text-sm">{text.firstValue}</p>
        <Submit className="self-start">{text.add}</Submit>
      </ActionForm>
    </details>
  );
}
