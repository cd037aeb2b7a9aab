import { type Listing, MOST_PAGES, SORTS, WHOLE_LIST } from "@/lib/shop/catalog/listing";
import { parseYuan, yuanText } from "@/lib/shop/money";

/** How a list stands in the address bar: ?sort=price&min=10&max=99.5&stock=1&category=tea&pages=3. What cannot be read counts as not there. */

type Params = Record<string, string | string[] | undefined>;

export function readListing(params: Params): Listing {
  const one = (name: string) => (typeof params[name] === "string" ? params[name] : "");
  const [low, high] = [parseYuan(one("min")), parseYuan(one("max"))];
  const isTurned = low !== null && high !== null && low > high;
  return {
    sort: SORTS.find((sort) => sort === one("sort")) ?? "default",
    minFen: isTurned ? high : low,
    maxFen: isTurned ? low : high,
    inStock: one("stock") === "1",
    category: /^[\w-]{1,100}$/.test(one("category")) ? one("category") : null,
    pages: /^([2-9]|10)$/.test(one("pages")) ? Math.min(Number(one("pages")), MOST_PAGES) : 1,
    after: one("after") || null,
  };
}

/** Only what differs from a whole list, so that an address is as short as it can be. */
export function writeListing({ sort, minFen, maxFen, inStock, category, pages, after }: Listing): Record<string, string> {
  return {
    ...(category !== null && { category }),
    ...(sort !== "default" && { sort }),
    ...(minFen !== null && { min: yuanText(minFen) }),
    ...(maxFen !== null && { max: yuanText(maxFen) }),
    ...(inStock && { stock: "1" }),
    ...(after !== null && { after }),
    ...(pages > 1 && { pages: String(pages) }),
  };
}

/** The same list from its top. */
export function fromTop(listing: Listing): Listing {
  return { ...listing, pages: 1, after: null };
}

/** Whether the shopper has left anything out. */
export function isFiltered({ minFen, maxFen, inStock, category }: Listing): boolean {
  return minFen !== null || maxFen !== null || inStock || category !== WHOLE_LIST.category;
}
