import type { OwnerVariant } from "@/lib/shop/catalog/get-owner-product";
import { MAX_LENGTHS } from "@/lib/shop/catalog/product";
import { yuanText } from "@/lib/shop/money";
import { FormField } from "../../../form/form-field";
import { text } from "./text";

/** A variant's name, prices and weight; empty for a new one. */
export function VariantFields({ variant }: { variant?: OwnerVariant }) {
  const listPrice = variant?.listPriceFen ?? null;
  return (
    <>
      <FormField
        label={text.variantName}
        {...(!variant && { hint: text.variantNameHint })}
        name="name"
        maxLength={MAX_LENGTHS.variantName}
        defaultValue={variant?.name}
        autoComplete="off"
      />
      <FormField
        label={text.price}
        name="priceFen"
        inputMode="decimal"
        required
        maxLength={10}
        defaultValue={variant && yuanText(variant.priceFen)}
        autoComplete="off"
      />
      <FormField
        label={text.listPrice}
        {...(!variant && { hint: text.listPriceHint })}
        name="listPriceFen"
        inputMode="decimal"
        maxLength={10}
        defaultValue={listPrice === null ? "" : yuanText(listPrice)}
        autoComplete="off"
      />
      <FormField
        label={text.grams}
        {...(!variant && { hint: text.gramsHint })}
        name="grams"
        inputMode="numeric"
        maxLength={6}
        defaultValue={variant && variant.grams > 0 ? String(variant.grams) : ""}
        autoComplete="off"
      />
    </>
  );
}
