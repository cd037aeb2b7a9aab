import { MAX_LENGTHS } from "@/lib/shop/catalog/product";
import { FormField } from "../../../form/form-field";
import { text } from "./text";

/** The name, the prices and the weight of a new product's first variant. */
export function VariantFields() {
  return (
    <>
      <FormField label={text.variantName} hint={text.variantNameHint} name="name" maxLength={MAX_LENGTHS.variantName} autoComplete="off" />
      <FormField label={text.price} name="priceFen" inputMode="decimal" required maxLength={10} autoComplete="off" />
      <FormField
        label={text.listPrice}
        hint={text.listPriceHint}
        name="listPriceFen"
        inputMode="decimal"
        maxLength={10}
        autoComplete="off"
      />
      <FormField label={text.lowStock} hint={text.lowStockHint} name="lowStockAt" inputMode="numeric" maxLength={4} autoComplete="off" />
      <FormField label={text.grams} hint={text.gramsHint} name="grams" inputMode="numeric" maxLength={6} autoComplete="off" />
    </>
  );
}
