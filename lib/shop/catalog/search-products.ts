import "server-only";
import { Prisma } from "@/lib/server/prisma/client";
import { pinyinPattern } from "@/lib/shop/search/pinyin";
import { readSynonymGroups } from "@/lib/shop/search/read-synonyms";
import { simplify } from "@/lib/shop/search/simplify";
import { kinOf, namesOf } from "@/lib/shop/search/synonyms";
import type { Shop } from "@/lib/shop/shop";
import { type Listing, WHOLE_LIST } from "./listing";
import type { ProductPage } from "./product-card";
import { likePattern, partsOf, searchWords } from "./search-words";
import { type Order, selectProducts } from "./select-products";

/** One word of a query: as it was typed, and all that it may be called. */
type Wanted = { typed: string; names: string[]; pinyin: string | null };
/** A way to understand a query. */
type Reading = { words: Wanted[]; inDescription: boolean };

/**
 * What is on sale and has every word of the query, as the shopper wants it; best hits first. A word is looked for, simplified and in
 * small letters, in title, subtitle, category and the variants' names, and in the pinyin of all these but the subtitle; a synonym is as
 * good as the word. Where that finds nothing, it is looked for by what else a synonym's line names, then in the description, then by
 * the parts of words that were typed as one (龙井礼盒), though not in descriptions. So nothing is on a list by chance as long as there is
 * something better. A query without a word finds nothing.
 */
export async function searchProducts(shop: Shop, { query, ...listing }: Partial<Listing> & { query: string }): Promise<ProductPage> {
  const whole = { ...WHOLE_LIST, ...listing };
  for (const reading of await readingsOf(shop, query)) {
    const where = Prisma.join(
      reading.words.map((word) => matches(word, reading.inDescription)),
      " AND ",
    );
    const order: Order = [rank(reading.words), Prisma.sql`-s.sold`, Prisma.sql`p.position`, Prisma.sql`p.id`];
    const found = await selectProducts(shop, whole, { where, order, needsSums: true });
    // What a filter, or the end of the list, leaves empty is found all the same.
    if (found.products.length > 0 || (isNarrowed(whole) && (await isFound(shop, where)))) return found;
  }
  return { products: [], next: null };
}

async function readingsOf(shop: Shop, query: string): Promise<Reading[]> {
  const typed = normalWords(query);
  if (typed.length === 0) return [];
  const groups = await readSynonymGroups(shop, (word) => normalWords(word).join(""));
  const parts = [...new Set(typed.flatMap(partsOf))].slice(0, MOST_PARTS);
  const read = (words: string[], named: typeof namesOf): Wanted[] =>
    words.map((word) => ({ typed: word, names: named(word, groups), pinyin: pinyinPattern(word) }));
  const plain = read(typed, namesOf);
  const kin = read(typed, kinOf);
  const hasKin = kin.some(({ names }, index) => names.length > (plain[index]?.names.length ?? 0));
  const split = parts.length > typed.length ? read(parts, namesOf) : null;
  return [
    { words: plain, inDescription: false },
    ...(hasKin ? [{ words: kin, inDescription: false }] : []),
    { words: plain, inDescription: true },
    ...(split ? [{ words: split, inDescription: false }] : []),
  ];
}

const MOST_PARTS = 8;

function normalWords(query: string): string[] {
  return searchWords(simplify(query.slice(0, 100))).map((word) => word.toLowerCase());
}

function matches({ typed, names, pinyin }: Wanted, inDescription: boolean): Prisma.Sql {
  const patterns = names.map((name) => `%${likePattern(name)}%`);
  const has = (of: string) => {
    const [text, syllables] = [Prisma.raw(`${of}.search_text`), Prisma.raw(`${of}.search_pinyin`)];
    return pinyin === null
      ? Prisma.sql`${text} LIKE ANY(${patterns})`
      : Prisma.sql`(${text} LIKE ANY(${patterns}) OR ${syllables} ~ ${pinyin})`;
  };
  const ways = [
    has("p"),
    Prisma.sql`p.category_id IN (SELECT k.id FROM categories k WHERE ${has("k")})`,
    Prisma.sql`p.id IN (SELECT v.product_id FROM variants v WHERE v.active AND ${has("v")})`,
    ...(inDescription ? [Prisma.sql`p.search_description LIKE ${`%${likePattern(typed)}%`}`] : []),
  ];
  return Prisma.sql`(${Prisma.join(ways, " OR ")})`;
}

/** 0: the title begins with what was typed, 1: it has all of it, 2: so by another name, in pinyin or with its category, 3: something else has it. */
function rank(words: Wanted[]): Prisma.Sql {
  const title = Prisma.sql`split_part(p.search_text, E'\\n', 1)`;
  const syllables = Prisma.sql`split_part(p.search_pinyin, E'\\n', 1)`;
  const begins = Prisma.sql`p.search_text LIKE ${`${likePattern(words[0]?.typed ?? "")}%`}`;
  const has = words.map(({ typed }) => Prisma.sql`${title} LIKE ${`%${likePattern(typed)}%`}`);
  const isCalled = words.map(({ names, pinyin }) => {
    const patterns = names.map((name) => `%${likePattern(name)}%`);
    const named = Prisma.sql`${title} LIKE ANY(${patterns}) OR c.search_text LIKE ANY(${patterns})`;
    return pinyin === null ? Prisma.sql`(${named})` : Prisma.sql`(${named} OR ${syllables} ~ ${pinyin})`;
  });
  const all = (conditions: Prisma.Sql[]) => Prisma.join(conditions, " AND ");
  return Prisma.sql`CASE WHEN ${begins} AND ${all(has)} THEN 0 WHEN ${all(has)} THEN 1 WHEN ${all(isCalled)} THEN 2 ELSE 3 END`;
}

function isNarrowed({ minFen, maxFen, inStock, category, after }: Listing): boolean {
  return minFen !== null || maxFen !== null || inStock || category !== null || after !== null;
}

async function isFound(shop: Shop, where: Prisma.Sql): Promise<boolean> {
  const { products } = await selectProducts(shop, WHOLE_LIST, { where, order: [Prisma.sql`p.id`] });
  return products.length > 0;
}
