import type { OwnerProduct, OwnerVariant } from "@/lib/shop/catalog/get-owner-product";
import { ActionForm } from "../../../form/action-form";
import { FormField } from "../../../form/form-field";
import { Submit } from "../../../form/submit";
import { Badge } from "../../../parts/badge";
import { Section } from "../../../parts/section";
import { addVariantAction, adjustStockAction, saveVariantAction, setStockAction } from "./actions";
import { text } from "./text";
import { VariantFields } from "./variant-fields";

/** Each variant with its prices and its stock, and a form to add another. */
export function Variants({ product }: { product: OwnerProduct }) {
  return (
    <Section title={text.variants}>
      <ul className="flex flex-col gap-4">
        {product.variants.map((variant) => (
          <li key={variant.id} className="rounded-xl border border-line p-4">
            <h3 className="mb-3 flex items-center gap-2 font-semibold text-sm">
              {variant.name || text.onlyVariant}
              {!variant.active && <Badge tone="quiet">{text.inactive}</Badge>}
            </h3>
            <Stock variant={variant} />
            <PriceForm productId={product.id} variant={variant} />
          </li>
        ))}
      </ul>
      <details className="mt-4 rounded-xl border border-line border-dashed">
        <summary className="flex min-h-11 cursor-pointer items-center px-4 font-medium text-alipay text-sm">{text.addVariant}</summary>
        <ActionForm action={addVariantAction} className="flex flex-col gap-4 px-4 pb-4" label={text.addVariant}>
          <input type="hidden" name="productId" value={product.id} />
          <VariantFields />
          <Submit className="self-start">{text.addVariant}</Submit>
        </ActionForm>
      </details>
    </Section>
  );
}

function PriceForm({ productId, variant }: { productId: number; variant: OwnerVariant }) {
  return (
    <ActionForm action={saveVariantAction} className="flex flex-col gap-3" label={`${variant.name || text.onlyVariant} ${text.price}`}>
      <input type="hidden" name="productId" value={productId} />
      <input type="hidden" name="variantId" value={variant.id} />
      <div className="grid items-start gap-3 sm:grid-cols-2">
        <VariantFields variant={variant} />
      </div>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <label className="inline-flex min-h-11 items-center gap-2 text-sm">
          <input
            key={String(variant.active)}
            type="checkbox"
            name="active"
            defaultChecked={variant.active}
            className="size-5 accent-brand"
          />
          {text.active}
        </label>
        <Submit kind="soft">{text.save}</Submit>
      </div>
    </ActionForm>
  );
}

/** Two ways to change the stock, both safe against a sale at the same moment: by a difference, or to a new count. */
function Stock({ variant }: { variant: OwnerVariant }) {
  const name = variant.name || text.onlyVariant;
  const numbers = [
    [text.stock, variant.stock],
    [text.reserved, variant.reserved],
    [text.sold, variant.sold],
  ] as const;
  return (
    <div className="mb-4 rounded-xl bg-paper p-3">
      <dl className="mb-3 grid grid-cols-3 gap-2 text-center">
        {numbers.map(([label, count]) => (
          <div key={label} className="flex flex-col-reverse">
            <dt className="text-ink-2 text-xs">{label}</dt>
            <dd className="font-bold text-xl tabular-nums">{count}</dd>
          </div>
        ))}
      </dl>
      <div className="grid items-start gap-3 sm:grid-cols-2">
        <ActionForm action={adjustStockAction} label={`${name} ${text.adjust}`}>
          <input type="hidden" name="variantId" value={variant.id} />
          <div className="flex items-end gap-2">
            <FormField label={text.adjustBy} name="delta" placeholder="+10" autoComplete="off" maxLength={8} className="min-w-0 flex-1" />
            <Submit kind="outline" className="shrink-0 px-4">
              {text.adjust}
            </Submit>
          </div>
        </ActionForm>
        <ActionForm action={setStockAction} label={`${name} ${text.set}`}>
          <input type="hidden" name="variantId" value={variant.id} />
          <input type="hidden" name="seen" value={variant.stock} />
          <div className="flex items-end gap-2">
            <FormField
              label={text.setTo}
              name="stock"
              inputMode="numeric"
              placeholder={String(variant.stock)}
              autoComplete="off"
              maxLength={7}
              className="min-w-0 flex-1"
            />
            <Submit kind="outline" className="shrink-0 px-4">
              {text.set}
            </Submit>
          </div>
        </ActionForm>
      </div>
    </div>
  );
}
