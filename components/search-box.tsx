import { MAX_QUERY } from "@/lib/shop/catalog/product";
import { GetForm } from "./get-form";
import { Icon } from "./icon";
import { componentsText as text } from "./text";

/** A search field that leads to /search; 16 px text, so that iOS does not zoom in. */
export function SearchBox({ query, hint, hasFocus }: { query?: string; hint: string; hasFocus?: boolean }) {
  return (
    <GetForm action="/search" role="search" className="flex min-w-0 grow items-center rounded-full border border-line bg-card p-1 pl-3.5">
      <Icon name="search" className="size-5 text-ink-3" />
      <input
        // A new query makes a new field, so that the box always shows the query of the page.
        key={query}
        type="search"
        name="q"
        aria-label={text.searchFor}
        placeholder={hint}
        defaultValue={query}
        maxLength={MAX_QUERY}
        enterKeyHint="search"
        autoComplete="off"
        // biome-ignore lint/a11y/noAutofocus: only where the buyer came to type, on the empty search page.
        autoFocus={hasFocus}
        className="-my-0.5 h-11 min-w-0 grow bg-transparent px-2 text-base outline-none"
      />
      <button
        type="submit"
        className="-my-0.5 -mr-0.5 h-11 shrink-0 whitespace-nowrap rounded-full bg-brand px-5 font-medium text-white active:bg-brand-deep"
      >
        {text.search}
      </button>
    </GetForm>
  );
}
