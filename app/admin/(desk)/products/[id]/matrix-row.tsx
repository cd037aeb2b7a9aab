"use client";

import { type ReactNode, useId, useState } from "react";
import { type MatrixRow, stampOf } from "@/lib/shop/catalog/matrix";
import { MAX_LENGTHS } from "@/lib/shop/catalog/product";
import { yuanText } from "@/lib/shop/money";
import { useFormAround } from "../../../form/action-form-state";
import { MATRIX_GRID, SINGLE_GRID } from "./matrix-grid";
import { optionsText } from "./options-text";

const text = optionsText.matrix;

type RowProps = {
  row: MatrixRow;
  isOnly: boolean;
  /** The shop's own number of pieces from which on goods are scarce. */
  lowStock: number;
};

/** One combination. Of the only variant of a product the stock is changed elsewhere. */
export function MatrixRowFields({ row: { key, name, valueIds, variant }, isOnly, lowStock }: RowProps) {
  const title = name || text.one;
  const { state } = useFormAround();
  const was = `was-${key}`;
  const yuan = (fen: number | null | undefined) => (fen === null || fen === undefined ? "" : yuanText(fen));
  return (
    <fieldset
      data-values={valueIds.join(" ")}
      className={isOnly ? "" : "min-w-0 rounded-xl border border-line p-3 lg:rounded-none lg:border-0 lg:border-t lg:px-0"}
    >
      <legend className={isOnly ? "sr-only" : "float-left mb-2 w-full font-semibold text-sm lg:sr-only"}>{title}</legend>
      <div className={`clear-both grid grid-cols-2 gap-3 ${isOnly ? SINGLE_GRID : MATRIX_GRID}`}>
        {!isOnly && (
          <div className="col-span-2 text-ink-3 text-xs lg:col-span-1 lg:py-1.5">
            <span aria-hidden="true" className="hidden font-semibold text-ink text-sm lg:block">
              {title}
            </span>
            {variant ? text.counts(variant.reserved, variant.sold) : text.isNew}
          </div>
        )}
        <Cell label={text.price} name={`price-${key}`} value={yuan(variant?.priceFen)} inputMode="decimal" maxLength={10} isOnly={isOnly} />
        <Cell
          label={text.listPrice}
          name={`list-${key}`}
          value={yuan(variant?.listPriceFen)}
          inputMode="decimal"
          maxLength={10}
          isOnly={isOnly}
        />
        {/* As the form was made, also when it comes back refused: what somebody else changed is looked at first. */}
        {variant && <input type="hidden" name={was} value={state?.values?.[was] ?? stampOf(variant)} />}
        {!isOnly && <StockCell rowKey={key} stock={variant?.stock ?? null} />}
        <Cell
          label={text.lowStock}
          name={`low-${key}`}
          value={variant?.lowStockAt === undefined || variant.lowStockAt === null ? "" : String(variant.lowStockAt)}
          placeholder={text.asShop(lowStock)}
          inputMode="numeric"
          maxLength={4}
          isOnly={isOnly}
        />
        <Cell
          label={text.grams}
          name={`grams-${key}`}
          value={variant && variant.grams > 0 ? String(variant.grams) : ""}
          inputMode="numeric"
          maxLength={6}
          isOnly={isOnly}
        />
        <Cell label={text.sku} name={`sku-${key}`} value={variant?.sku ?? ""} maxLength={MAX_LENGTHS.sku} isOnly={isOnly} />
        <Active name={`on-${key}`} title={title} active={variant?.active ?? true} isOnly={isOnly} />
      </div>
    </fieldset>
  );
}

/**
 * The stock beside what it was when the owner began to type: a sale that the page learns of meanwhile is neither undone nor counted
 * twice, since only the difference between the two is sent on.
 */
function StockCell({ rowKey, stock }: { rowKey: string; stock: number | null }) {
  const { state } = useFormAround();
  const [known, setKnown] = useState(state);
  const [seen, setSeen] = useState<number | null>(null);
  if (known !== state) {
    setKnown(state);
    if (state?.ok) setSeen(null);
  }
  const name = `seen-${rowKey}`;
  return (
    <Cell
      label={text.stock}
      name={`stock-${rowKey}`}
      value={stock === null ? "" : String(stock)}
      maxLength={8}
      onInput={() => setSeen((before) => before ?? stock)}
    >
      {stock !== null && <input type="hidden" name={name} value={state?.values?.[name] ?? seen ?? stock} />}
    </Cell>
  );
}

type CellProps = {
  label: string;
  name: string;
  value: string;
  placeholder?: string;
  inputMode?: "decimal" | "numeric";
  maxLength: number;
  /** Without headings above it: its label is seen. */
  isOnly?: boolean;
  onInput?: () => void;
  children?: ReactNode;
};

function Cell({ label, name, value, placeholder, inputMode, maxLength, isOnly = false, onInput, children }: CellProps) {
  const { state } = useFormAround();
  const id = useId();
  const error = state?.fieldErrors?.[name];
  return (
    <div className="min-w-0">
      <label htmlFor={id} className={`mb-1 block text-ink-2 text-sm ${isOnly ? "" : "lg:sr-only"}`}>
        {label}
      </label>
      <input
        id={id}
        name={name}
        inputMode={inputMode}
        maxLength={maxLength}
        placeholder={placeholder}
        autoComplete="off"
        onInput={onInput}
        defaultValue={state?.values?.[name] ?? value}
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? `${id}-error` : undefined}
        className={`min-h-11 w-full rounded-xl border bg-card px-3 text-base tabular-nums ${error ? "border-brand" : "border-line"}`}
      />
      {error && (
        <p id={`${id}-error`} className="mt-1 text-brand-deep text-sm">
          {error}
        </p>
      )}
      {children}
    </div>
  );
}

type ActiveProps = { name: string; title: string; active: boolean; isOnly: boolean };

function Active({ name, title, active, isOnly }: ActiveProps) {
  const { state } = useFormAround();
  const isOn = state?.values ? state.values[name] === "on" : active;
  return (
    <label className={`inline-flex min-h-11 items-center gap-2 text-sm ${isOnly ? "" : "self-end lg:self-auto"}`}>
      {/* React resets a form after its action to what was ticked at first: a new key makes a new box. */}
      <input
        key={String(isOn)}
        type="checkbox"
        name={name}
        defaultChecked={isOn}
        aria-label={text.activeOf(title)}
        className="size-5 accent-brand"
      />
      <span aria-hidden="true" className={isOnly ? "" : "lg:hidden"}>
        {text.active}
      </span>
    </label>
  );
}
