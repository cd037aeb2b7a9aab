import "server-only";
import type { Tx } from "@/lib/server/db";
import { Prisma } from "@/lib/server/prisma/client";
import type { Shop } from "@/lib/shop/shop";
import { toPinyin } from "./pinyin";
import { simplify } from "./simplify";

/** Counted up when words are made otherwise: every row of a shop in use is then made anew, in batches. */
const SEARCH_VERSION = 1;
const BATCH = 200;

/** Lines of names, and of all words, as the database's function search_text leaves them. */
type Row = { id: number; names: string; words: string; description: string };

/**
 * Makes simplified what a search looks in, and writes its pinyin, for at most a batch of each of products, variants and categories
 * that are new, were changed, or are of an older version. Whoever writes them need not know of it: a trigger marks the row. Several
 * instances take different rows.
 * @returns how many rows
 */
export async function fillSearchWords(shop: Shop): Promise<number> {
  let filled = 0;
  for (const fill of [fillProducts, fillVariants, fillCategories]) filled += await shop.db.$transaction(fill);
  return filled;
}

async function fillProducts(tx: Tx): Promise<number> {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT id, product_names(p) AS names, product_words(p) AS words, search_text(description) AS description
    FROM products p WHERE search_version < ${SEARCH_VERSION} ORDER BY search_version LIMIT ${BATCH} FOR NO KEY UPDATE SKIP LOCKED`;
  const descriptions = rows.map(({ description }) => simplify(description));
  return tx.$executeRaw`
    UPDATE products SET search_text = lower(n.words), search_description = lower(d.description), search_pinyin = n.pinyin,
      search_version = ${SEARCH_VERSION}
    FROM ${made(rows)}, unnest(${rows.map(({ id }) => id)}::int[], ${descriptions}::text[]) AS d(id, description)
    WHERE products.id = n.id AND d.id = n.id`;
}

const fillVariants = (tx: Tx) => fillNamed(tx, Prisma.sql`variants`);
const fillCategories = (tx: Tx) => fillNamed(tx, Prisma.sql`categories`);

async function fillNamed(tx: Tx, table: Prisma.Sql): Promise<number> {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT id, search_text(name) AS names, search_text(name) AS words FROM ${table}
    WHERE search_version < ${SEARCH_VERSION} ORDER BY search_version LIMIT ${BATCH} FOR NO KEY UPDATE SKIP LOCKED`;
  return tx.$executeRaw`
    UPDATE ${table} AS named SET search_text = lower(n.words), search_pinyin = n.pinyin, search_version = ${SEARCH_VERSION}
    FROM ${made(rows)} WHERE named.id = n.id`;
}

/** The rows' words as a table: id, words, pinyin. */
function made(rows: Row[]): Prisma.Sql {
  const ids = rows.map(({ id }) => id);
  const words = rows.map((row) => simplify(row.words));
  const syllables = rows.map((row) => toPinyin(simplify(row.names)));
  return Prisma.sql`unnest(${ids}::int[], ${words}::text[], ${syllables}::text[]) AS n(id, words, pinyin)`;
}
