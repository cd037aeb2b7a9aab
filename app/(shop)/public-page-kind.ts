import type { PageKind } from "@/lib/server/pages/page-keeper";
import type { Listing } from "@/lib/shop/catalog/listing";
import { isFiltered, readListing, writeListing } from "./listing-params";
import { readQuery } from "./read-query";

const LIST = /^\/(?:categories(?:\/[\w-]{1,100})?)?$/;
const ALONE = /^\/(?:products\/[\w-]{1,100}|about|licence|search)$/;

/**
 * Which pages are the same for everybody, by their address: its path and its query as our own links write them. Of any other way to
 * write the same, and of lists that begin or end anywhere, there is no end; null for those, and for all other pages.
 */
export function publicPageKind(url: string): PageKind | null {
  const [path = "", query = "", ...rest] = url.split("?");
  if (rest.length > 0 || url.endsWith("?")) return null;
  if (query === "") return LIST.test(path) || ALONE.test(path) ? "shown" : null;
  const params = Object.fromEntries(new URLSearchParams(query));
  const listing = readListing(params);
  if (LIST.test(path)) {
    if (!isOneOfFew(listing) || written(listing) !== query || !fits(path, listing)) return null;
    // One that was read on is as long as several, in every order and length: those must not push out the goods.
    return listing.pages > 1 ? "asked" : "shown";
  }
  if (path !== "/search") return null;
  const q = readQuery(params.q);
  return q !== "" && listing.after === null && written(listing, { q }) === query ? "asked" : null;
}

function isOneOfFew(listing: Listing): boolean {
  return listing.after === null && !isFiltered({ ...listing, inStock: false });
}

/** The home page has one order and shows everything. */
function fits(path: string, { sort, inStock }: Listing): boolean {
  return path !== "/" || (sort === "default" && !inStock);
}

function written(listing: Listing, query: Record<string, string> = {}): string {
  return new URLSearchParams({ ...query, ...writeListing(listing) }).toString();
}
