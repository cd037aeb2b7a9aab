import type { Route } from "next";
import type { ReactNode } from "react";
import { buttonClass } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import { Field } from "@/components/field";
import { GetForm } from "@/components/get-form";
import { hrefOf } from "@/components/href";
import { Link } from "@/components/link";
import { ownersLang } from "@/lib/language/language";
import type { Listing, Sort } from "@/lib/shop/catalog/listing";
import type { CategoryView } from "@/lib/shop/catalog/product";
import { yuanText } from "@/lib/shop/money";
import { catalogText } from "./catalog-text";
import { fromTop, isFiltered, writeListing } from "./listing-params";

const text = catalogText.sorting;

type SortBarProps = {
  path: string;
  query?: Record<string, string>;
  listing: Listing;
  /** Offered as a filter. */
  categories?: CategoryView[];
};

/** Links that sort a list and a form that filters it; both change the address in place, so that back leaves the list. */
export function SortBar({ path, query = {}, listing, categories = [] }: SortBarProps) {
  const { sort } = listing;
  const price: Sort = sort === "price" ? "price-desc" : "price";
  const to = (other: Listing) => hrefOf(path, { ...query, ...writeListing(fromTop(other)) });
  const link = (target: Sort, isCurrent: boolean, name: ReactNode, label?: string) => (
    <Link
      href={to({ ...listing, sort: target })}
      replace
      aria-label={label}
      aria-current={isCurrent ? "true" : undefined}
      className="grid min-h-11 grow place-items-center px-1 text-ink-2 text-sm aria-[current]:font-semibold aria-[current]:text-brand"
    >
      <span>{name}</span>
    </Link>
  );
  const arrow = sort === "price" ? "↑" : sort === "price-desc" ? "↓" : "";
  return (
    <div className="flex flex-wrap items-start rounded-card bg-card px-1">
      <nav aria-label={text.title} className="flex min-w-0 grow">
        {link("default", sort === "default", text.default)}
        {link("sold", sort === "sold", text.sold)}
        {link(price, arrow !== "", `${text.price}${arrow}`, price === "price" ? text.priceUp : text.priceDown)}
        {link("new", sort === "new", text.new)}
      </nav>
      <details key={JSON.stringify(writeListing(fromTop(listing)))} className="[&[open]]:w-full">
        <summary className="grid min-h-11 cursor-pointer list-none place-items-center px-3 text-sm [&::-webkit-details-marker]:hidden">
          <span className={isFiltered(listing) ? "font-semibold text-brand" : "text-ink-2"}>
            {text.filter}
            {isFiltered(listing) && <span className="sr-only">{text.isFiltered}</span>}
          </span>
        </summary>
        <Filter path={path} query={query} listing={listing} categories={categories} clear={to(cleared(listing))} />
      </details>
    </div>
  );
}

/** For a list that the filters have left empty: what was chosen, said and undone. */
export function NothingLeft({ path, query = {}, listing }: Pick<SortBarProps, "path" | "query" | "listing">) {
  return (
    <EmptyState picture="/images/empty-search.webp" title={catalogText.emptyFilter} hint={catalogText.emptyFilterHint}>
      <Link href={hrefOf(path, { ...query, ...writeListing(fromTop(cleared(listing))) })} replace className={buttonClass("outline")}>
        {text.clearAll}
      </Link>
    </EmptyState>
  );
}

function cleared(listing: Listing): Listing {
  return { ...listing, minFen: null, maxFen: null, inStock: false, category: null };
}

type FilterProps = Required<SortBarProps> & { clear: Route };

/** A form of the GET kind: works without JavaScript. */
function Filter({ path, query, listing, categories, clear }: FilterProps) {
  const { minFen, maxFen, inStock, category, sort } = listing;
  const hidden = { ...query, ...(sort !== "default" && { sort }) };
  return (
    <GetForm action={path as Route} replace className="grid gap-3 px-2 pb-3" aria-label={text.filter}>
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {categories.length > 0 && (
        <label className="block font-medium text-ink-2 text-sm">
          <span className="mb-1.5 block">{text.category}</span>
          <select
            name="category"
            defaultValue={category ?? ""}
            className="min-h-11 w-full rounded-xl border border-line bg-card px-3 text-base text-ink"
          >
            <option value="">{text.everyCategory}</option>
            {categories.map(({ slug, name }) => (
              <option key={slug} value={slug} lang={ownersLang()}>
                {name}
              </option>
            ))}
          </select>
        </label>
      )}
      <div className="grid grid-cols-2 gap-2">
        <Field label={text.min} name="min" inputMode="decimal" autoComplete="off" maxLength={10} defaultValue={yuanOf(minFen)} />
        <Field label={text.max} name="max" inputMode="decimal" autoComplete="off" maxLength={10} defaultValue={yuanOf(maxFen)} />
      </div>
      <label className="flex min-h-11 items-center gap-2.5 text-sm">
        <input type="checkbox" name="stock" value="1" defaultChecked={inStock} className="size-5 accent-brand" />
        {text.inStock}
      </label>
      <div className="flex gap-2">
        <Link href={clear} replace className={buttonClass("outline", "grow")}>
          {text.clear}
        </Link>
        <button type="submit" className={buttonClass("primary", "grow")}>
          {text.apply}
        </button>
      </div>
    </GetForm>
  );
}

function yuanOf(fen: number | null): string {
  return fen === null ? "" : yuanText(fen).replace(/\.00$/, "");
}
