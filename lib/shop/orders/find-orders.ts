import "server-only";
import { Prisma } from "@/lib/server/prisma/client";
import { likePattern } from "@/lib/shop/catalog/search-words";
import { simplify } from "@/lib/shop/search/simplify";
import type { Shop } from "@/lib/shop/shop";
import type { Way } from "./read-search";

/**
 * Goods that stand in fewer lines are looked for in those orders; others in the newest orders, one by one, until there are enough of
 * them. With so many, both take about as long among a million orders.
 */
const MOST_LINES = 5_000;
/** So many variants are looked for by their numbers; where a word means more, its goods are looked up again with each line. */
const MOST_VARIANTS = 500;

/** `isMany`: it finds more than anybody counts. */
export type Condition = { sql: Prisma.Sql; isMany: boolean };

/**
 * What finds orders in these ways: conditions on an order `o`, of which one is enough. Each has an index of its own (the migration
 * 20261127110000_million_orders, for words 20261128140000_search_nfkc and 20261129120000_books), so they are to be asked for one by one; an OR of them would be
 * answered by reading all orders.
 */
export async function conditionsOf(shop: Shop, ways: readonly Way[]): Promise<Condition[]> {
  const conditions = ways.map((way) => (way.by === "goods" ? ofGoods(shop, way.words) : { sql: conditionOf(way), isMany: false }));
  return (await Promise.all(conditions)).filter((condition) => condition !== null);
}

function conditionOf(way: Exclude<Way, { by: "goods" }>): Prisma.Sql {
  switch (way.by) {
    case "no":
      return Prisma.sql`o.no LIKE ${`${way.beginning}%`}`;
    case "phone":
      return Prisma.sql`o.receiver_phone LIKE ${`${way.beginning}%`}`;
    case "phone_end":
      return Prisma.sql`right(o.receiver_phone, 4) = ${way.digits}`;
    case "trade":
      return Prisma.sql`o.id IN (${ordersOfTrade(way.number)})`;
    case "name":
      return hasWords(Prisma.sql`o.receiver_name`, way.words);
    case "note":
      return Prisma.sql`o.note <> '' AND ${hasWords(Prisma.sql`o.note`, way.words)}`;
    case "owner_note":
      return Prisma.sql`o.owner_note <> '' AND ${hasWords(Prisma.sql`o.owner_note`, way.words)}`;
  }
}

function ordersOfTrade(number: string): Prisma.Sql {
  return Prisma.sql`
    SELECT order_id FROM payment_attempts WHERE out_trade_no = ${number}
    UNION SELECT order_id FROM payment_attempts WHERE trade_no = ${number}
    UNION SELECT order_id FROM payments WHERE trade_no = ${number}
    UNION SELECT order_id FROM refunds WHERE out_request_no = ${number}
    UNION SELECT order_id FROM parcels WHERE tracking_no IN (${number}, ${number.toUpperCase()})`;
}

/** null: no goods are called so, or nobody bought them. */
async function ofGoods(shop: Shop, words: string[]): Promise<Condition | null> {
  const called = variantsCalled(words);
  const variants = await shop.db.$queryRaw<{ id: number }[]>`${called} LIMIT ${MOST_VARIANTS + 1}`;
  if (variants.length === 0) return null;
  const ids = variants.map(({ id }) => id);
  const areSold = Prisma.sql`l.variant_id ${ids.length > MOST_VARIANTS ? Prisma.sql`IN (${called})` : Prisma.sql`= ANY(${ids}::int[])`}`;
  const [counted] = await shop.db.$queryRaw<{ lines: number }[]>`
    SELECT count(*)::int AS lines FROM (SELECT 1 FROM order_lines l WHERE ${areSold} LIMIT ${MOST_LINES + 1}) it`;
  const lines = counted?.lines ?? 0;
  if (lines === 0) return null;
  // OFFSET 0 and count keep PostgreSQL from choosing by itself, which it does by guesses about single goods.
  if (lines <= MOST_LINES)
    return { sql: Prisma.sql`o.id IN (SELECT l.order_id FROM order_lines l WHERE ${areSold} OFFSET 0)`, isMany: false };
  return { sql: Prisma.sql`(SELECT count(*) FROM order_lines l WHERE l.order_id = o.id AND ${areSold}) > 0`, isMany: true };
}

/** By their title, the name of the variant or its SKU as they are now. */
function variantsCalled(words: string[]): Prisma.Sql {
  const has = words.map((word) => {
    const pattern = `%${likePattern(simplify(word).toLowerCase())}%`;
    return Prisma.sql`(p.search_text LIKE ${pattern} OR v.search_text LIKE ${pattern} OR lower(v.sku) LIKE ${pattern})`;
  });
  return Prisma.sql`SELECT v.id FROM variants v JOIN products p ON p.id = v.product_id WHERE ${Prisma.join(has, " AND ")}`;
}

/**
 * All words stand in the column: their grams by the index, and the whole word where it is longer than a gram. `<> 0` and not LIKE,
 * since PostgreSQL would take the two for independent and plan for far fewer rows than there are.
 */
function hasWords(column: Prisma.Sql, words: string[]): Prisma.Sql {
  const plain = words.map(lowerAscii);
  const grams = [...new Set(plain.flatMap(gramsOf))];
  // As searchWords writes what was typed: a buyer's full-width letters are plain ones here.
  const written = Prisma.sql`normalize(${column}, NFKC)`;
  const whole = plain.map((word) => Prisma.sql`strpos(lower(${written} COLLATE "C"), ${word}) <> 0`);
  return Prisma.join([Prisma.sql`text_grams(${written}) @> ${grams}::text[]`, ...whole], " AND ");
}

/** As text_grams of the database makes them, but no single characters of a word that has two. */
function gramsOf(word: string): string[] {
  const characters = Array.from(word);
  return characters.length < 2 ? characters : characters.slice(1).map((character, at) => `${characters[at]}${character}`);
}

/** As lower() does it under the collation "C". */
function lowerAscii(word: string): string {
  return word.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}
