import "server-only";
import type { News } from "@/lib/server/pages/page-keeper";

const PRODUCT = /\/products\/([\w-]+)/g;
/** The lists of what is there: their addresses end in the filter, or have it in the middle. */
const IN_STOCK = /[?&]stock=1(?:&|$)/;
const AVAILABLE = "in stock";

/** What stands on a page: each product to which it leads, itself included, and whether it lists only what is available. */
export function subjectsOf(url: string, html: string): string[] {
  const products = Array.from(html.matchAll(PRODUCT), ([, slug = ""]) => slug);
  return IN_STOCK.test(url) ? [...products, AVAILABLE] : products;
}

/** What the triggers tell (migrations catalogue_changes and owner_pages); whatever is not known, or was missed (null), may be anything. */
export function newsOf(told: string | null): News[] {
  if (told === "counted") return [told];
  const [, what, slug] = /^(left|gone) ([\w-]+)$/.exec(told ?? "") ?? [];
  if (slug === undefined) return ["changed"];
  return what === "gone" ? [{ subject: slug }, { subject: AVAILABLE }] : [{ subject: slug }];
}
