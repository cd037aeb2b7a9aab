import type { OwnerProduct } from "@/lib/shop/catalog/get-owner-product";
import { matrixOf } from "@/lib/shop/catalog/matrix";
import { ActionForm } from "../../../form/action-form";
import { Submit } from "../../../form/submit";
import { Section } from "../../../parts/section";
import { BasisField } from "./basis-field";
import { FillBar } from "./fill-bar";
import { MATRIX_GRID } from "./matrix-grid";
import { MatrixRowFields } from "./matrix-row";
import { saveMatrixAction } from "./options-actions";
import { optionsText } from "./options-text";
import { StockBox } from "./stock-box";

const text = optionsText.matrix;

/**
 * All combinations with their prices, code and stock in one form: a table on a desk, a card each on a phone. `lowStock`: the shop's own
 * number of pieces from which on goods are scarce.
 */
export function Matrix({ product, lowStock }: { product: OwnerProduct; lowStock: number }) {
  const rows = matrixOf(product.options, product.variants);
  const only = rows.length === 1 ? (rows[0]?.variant ?? null) : null;
  const values = product.options.flatMap((option) => option.values.map(({ id, name }) => ({ id, name })));
  return (
    <Section title={text.title} id="matrix" className={rows.length > 1 ? "lg:col-span-2" : ""}>
      {only ? <StockBox variant={only} /> : <p className="mb-3 text-ink-3 text-sm">{text.hint}</p>}
      {rows.length > 1 && <FillBar values={values} />}
      <ActionForm action={saveMatrixAction} className="flex flex-col gap-3" label={text.title}>
        <input type="hidden" name="productId" value={product.id} />
        <BasisField basis={product.listPriceBasis} />
        <div data-matrix="" className="flex flex-col gap-3 lg:gap-0">
          {rows.length > 1 && <Headings />}
          {rows.map((row) => (
            <MatrixRowFields key={row.key} row={row} isOnly={rows.length === 1} lowStock={lowStock} />
          ))}
        </div>
        <Submit className="self-start">{only ? text.saveOne : text.save}</Submit>
      </ActionForm>
    </Section>
  );
}

/** Each field has a label of its own; these are for the eye. */
function Headings() {
  const headings = [text.combination, text.price, text.listPrice, text.stock, text.lowStock, text.grams, text.sku, text.active];
  return (
    <div aria-hidden="true" className={`hidden pb-2 text-ink-3 text-xs lg:grid ${MATRIX_GRID}`}>
      {headings.map((heading) => (
        <span key={heading}>{heading}</span>
      ))}
    </div>
  );
}
