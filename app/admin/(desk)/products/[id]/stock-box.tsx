import type { MatrixVariant } from "@/lib/shop/catalog/matrix";
import { ActionForm } from "../../../form/action-form";
import { FormField } from "../../../form/form-field";
import { Submit } from "../../../form/submit";
import { adjustStockAction, setStockAction } from "./actions";
import { text } from "./text";

/** Two ways to change the stock, both safe against a sale at the same moment: by a difference, or to a new count. */
export function StockBox({ variant }: { variant: MatrixVariant }) {
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
