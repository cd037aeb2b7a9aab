import type { OwnerProduct } from "@/lib/shop/catalog/get-owner-product";
import type { OwnerCategory } from "@/lib/shop/catalog/list-owner-categories";
import { MAX_LENGTHS } from "@/lib/shop/catalog/product";
import type { FreightTemplate } from "@/lib/shop/freight/freight";
import { FormField } from "../../../form/form-field";
import { FormSelect } from "../../../form/form-select";
import { FreightFields } from "./freight-fields";
import { text } from "./text";

type BasicFieldsProps = {
  categories: readonly OwnerCategory[];
  templates: readonly Pick<FreightTemplate, "id" | "name">[];
  product?: OwnerProduct;
};

/** A product's texts, its category and its freight; empty for a new product. */
export function BasicFields({ categories, templates, product }: BasicFieldsProps) {
  return (
    <div className="flex flex-col gap-4">
      <FormField label={text.title} name="title" required maxLength={MAX_LENGTHS.title} defaultValue={product?.title} autoComplete="off" />
      <FormField
        label={text.subtitle}
        hint={text.subtitleHint}
        name="subtitle"
        maxLength={MAX_LENGTHS.subtitle}
        defaultValue={product?.subtitle}
        autoComplete="off"
      />
      <FormSelect
        label={text.category}
        name="categoryId"
        options={categories.map(({ id, name }) => ({ value: String(id), label: name }))}
        defaultValue={product && String(product.categoryId)}
      />
      <FreightFields templates={templates} product={product} />
      <FormField
        label={text.description}
        name="description"
        multiline
        rows={6}
        maxLength={MAX_LENGTHS.description}
        defaultValue={product?.description}
      />
      <FormField
        label={text.keywords}
        hint={text.keywordsHint}
        name="keywords"
        maxLength={300}
        defaultValue={product?.keywords.join(" ")}
        autoComplete="off"
      />
      <div className="grid grid-cols-2 gap-4">
        <LimitField label={text.limitPerOrder} name="limitPerOrder" value={product?.limitPerOrder} />
        <LimitField label={text.limitPerBuyer} name="limitPerBuyer" value={product?.limitPerBuyer} />
      </div>
      <p className="-mt-2 text-ink-3 text-xs">{text.limitHint}</p>
    </div>
  );
}

function LimitField({ label, name, value }: { label: string; name: string; value: number | null | undefined }) {
  return (
    <FormField
      label={label}
      name={name}
      inputMode="numeric"
      maxLength={3}
      placeholder={text.noLimit}
      defaultValue={value === null || value === undefined ? "" : String(value)}
      autoComplete="off"
    />
  );
}
