"use client";

import { type MouseEvent, useState } from "react";
import { Button } from "@/components/button";
import { optionsText } from "./options-text";

const text = optionsText.matrix;

/** The columns that can be filled at once, by the names of their fields. */
const COLUMNS = [
  { column: "price", label: text.price },
  { column: "list", label: text.listPrice },
  { column: "stock", label: text.stock },
  { column: "low", label: text.lowStock },
  { column: "grams", label: text.grams },
] as const;

/** A phone's number pad has no + and -, which a stock may begin with. */
const INPUT_MODES = { price: "decimal", list: "decimal", stock: undefined, low: "numeric", grams: "numeric" } as const;

/** 批量填充: writes one value into a column of the table's form, in all rows or in those of one value; nothing is saved by it. */
export function FillBar({ values }: { values: readonly { id: number; name: string }[] }) {
  const [filled, setFilled] = useState<{ rows: number; turn: number } | null>(null);
  const fill = ({ currentTarget }: MouseEvent<HTMLButtonElement>) => {
    const bar = currentTarget.closest("[data-fill]");
    const table = currentTarget.closest("section")?.querySelector("[data-matrix]");
    if (bar && table) setFilled((before) => ({ rows: fillIn(bar, table), turn: (before?.turn ?? 0) + 1 }));
  };
  return (
    <fieldset data-fill="" data-needs-script="" className="mb-4 rounded-xl bg-paper p-3">
      <legend className="float-left w-full font-semibold text-sm">{text.fill}</legend>
      <p className="mb-2 text-ink-3 text-xs">{text.fillHint}</p>
      <div className="grid grid-cols-2 items-end gap-3 lg:grid-cols-7">
        <label className="block text-sm">
          <span className="mb-1 block text-ink-2">{text.fillFor}</span>
          <select data-scope="" className="min-h-11 w-full rounded-xl border border-line bg-card px-3 text-base">
            <option value="">{text.fillAll}</option>
            {values.map((value) => (
              <option key={value.id} value={value.id}>
                {value.name}
              </option>
            ))}
          </select>
        </label>
        {COLUMNS.map(({ column, label }) => (
          <label key={column} className="block text-sm">
            <span className="mb-1 block text-ink-2">{label}</span>
            <input
              data-column-of={column}
              inputMode={INPUT_MODES[column]}
              maxLength={10}
              autoComplete="off"
              className="min-h-11 w-full rounded-xl border border-line bg-card px-3 text-base tabular-nums"
            />
          </label>
        ))}
        <Button kind="soft" onClick={fill}>
          {text.fillIn}
        </Button>
      </div>
      <p key={filled?.turn} role="status" className="mt-2 text-ink-2 text-sm">
        {filled && text.filled(filled.rows)}
      </p>
    </fieldset>
  );
}

/** How many rows were written into. */
function fillIn(bar: Element, table: Element): number {
  const scope = bar.querySelector<HTMLSelectElement>("[data-scope]")?.value ?? "";
  const rows = Array.from(table.querySelectorAll<HTMLElement>("fieldset")).filter(
    ({ dataset }) => scope === "" || dataset.values?.split(" ").includes(scope),
  );
  for (const source of Array.from(bar.querySelectorAll<HTMLInputElement>("[data-column-of]"))) {
    if (source.value.trim() === "") continue;
    for (const row of rows) {
      const cell = row.querySelector<HTMLInputElement>(`input[name^="${source.dataset.columnOf}-"]`);
      if (!cell) continue;
      cell.value = source.value.trim();
      cell.dispatchEvent(new Event("input", { bubbles: true })); // for the row, which notes what it showed before
    }
  }
  return rows.length;
}
