import type { ReactNode } from "react";
import { Button } from "@/components/button";
import type { Filter } from "@/lib/shop/dispatch/choice";
import { OWNER_ORDER_TABS } from "@/lib/shop/orders/owner-order-tab";
import { text as orders } from "../text";
import { bulkText as text } from "./text";

const BOX = "min-h-11 w-full rounded-xl border border-line bg-card px-3 text-base";

/** Which orders: a plain form, so that a choice has an address. */
export function FilterForm({ filter: { tab, search, days, printed } }: { filter: Filter }) {
  return (
    <form
      action="/admin/orders/bulk"
      method="get"
      aria-label={text.filter}
      className="mb-4 grid grid-cols-2 gap-3 md:grid-cols-6 md:items-end"
    >
      <Labelled label={text.tab} id="filter-tab">
        <select id="filter-tab" name="tab" defaultValue={tab} className={BOX}>
          {OWNER_ORDER_TABS.map((one) => (
            <option key={one} value={one}>
              {orders.tabs[one]}
            </option>
          ))}
        </select>
      </Labelled>
      <Labelled label={text.printed} id="filter-printed">
        <select id="filter-printed" name="printed" defaultValue={printed ?? ""} className={BOX}>
          {Object.entries(text.printedOptions).map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </Labelled>
      <Labelled label={text.from} id="filter-from">
        <input type="date" id="filter-from" name="from" defaultValue={days.from ?? ""} className={BOX} />
      </Labelled>
      <Labelled label={text.to} id="filter-to">
        <input type="date" id="filter-to" name="to" defaultValue={days.to ?? ""} className={BOX} />
      </Labelled>
      <Labelled label={text.search} id="filter-q">
        <input
          type="search"
          id="filter-q"
          name="q"
          defaultValue={search}
          maxLength={64}
          placeholder={text.searchHint}
          autoComplete="off"
          className={BOX}
        />
      </Labelled>
      <Button type="submit" kind="outline" className="self-end">
        {text.apply}
      </Button>
    </form>
  );
}

function Labelled({ label, id, children }: { label: string; id: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <label htmlFor={id} className="mb-1 block text-ink-2 text-sm">
        {label}
      </label>
      {children}
    </div>
  );
}
