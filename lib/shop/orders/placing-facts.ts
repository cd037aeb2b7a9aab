import "server-only";
import { Prisma } from "@/lib/server/prisma/client";
import { toVariantFacts, VARIANT_FACTS_JSON, type VariantFactsRow } from "@/lib/shop/catalog/get-variants";
import type { VariantFacts } from "@/lib/shop/catalog/product";
import type { FreightBook } from "@/lib/shop/freight/freight";
import { type FreightBookRow, freightBookJson, toFreightBook } from "@/lib/shop/freight/read-freight";
import { OPENING_JSON } from "@/lib/shop/opening/read-opening";
import { type Opening, type OpeningRow, openingOf } from "@/lib/shop/opening/standing";
import { type DiscountFacts, type DiscountFactsRow, discountFactsJson, toDiscountFacts } from "@/lib/shop/promotions/read-promotions";
import { type Limited, limitedJson } from "./buy-limits";
import { type FormerOrder, type FormerRow, formerJson, isOfForm, toFormer } from "./former-orders";
import type { DraftItem, OrderDraft } from "./order-draft";
import { type Held, heldJson } from "./unpaid-limits";

/** A form that was sent: who sends it, and what it says, the same goods counted together. */
export type SentForm = { buyerId: string; draft: OrderDraft; items: DraftItem[] };

/** `stock`: what there is, on sale or not. */
export type Goods = VariantFacts & { stock: number };

export type OrderLine = Goods & { quantity: number };

/** All that the fate of a form depends on, as of one moment. */
export type PlacingFacts = {
  at: Date;
  former: FormerOrder[];
  opening: Opening;
  goods: Goods[];
  book: FreightBook;
  discounts: DiscountFacts;
  held: Held;
  limited: Limited[];
};

type FactsRow = {
  former: FormerRow[];
  opening: OpeningRow | null;
  goods: { facts: VariantFactsRow }[];
  book: FreightBookRow;
  discounts: DiscountFactsRow;
  held: Held;
  limited: Limited[];
};

/** The one statement that reads them, for `toFacts`. It locks nothing. */
export function factsSql({ buyerId, draft, items }: SentForm, at: Date): Prisma.Sql {
  const variantIds = Prisma.sql`${items.map(({ variantId }) => variantId)}::int[]`;
  const ofForm = isOfForm(Prisma.sql`${buyerId}::uuid`, draft.idempotencyKey);
  return Prisma.sql`SELECT ${formerJson(ofForm)} AS former, ${OPENING_JSON} AS opening,
    (SELECT COALESCE(json_agg(json_build_object('facts', ${VARIANT_FACTS_JSON})), '[]')
      FROM variants v JOIN products p ON p.id = v.product_id WHERE v.id = ANY(${variantIds})) AS goods,
    ${freightBookJson(variantIds)} AS book,
    ${discountFactsJson(draft.couponCode ?? null, at, { buyerId, phone: draft.address.phone }, ofForm)} AS discounts,
    ${heldJson({ buyerId, network: draft.network, variantIds, code: draft.couponCode ?? null, at }, ofForm)} AS held,
    ${limitedJson(variantIds, { buyerId, phone: draft.address.phone }, ofForm)} AS limited`;
}

export function toFacts([row]: FactsRow[], at: Date, config: { demo: boolean }): PlacingFacts {
  if (!row) throw new Error("no facts");
  const { former, opening, goods, book, discounts, held, limited } = row;
  return {
    at,
    former: former.map(toFormer),
    opening: openingOf(opening, config),
    goods: goods.map(({ facts }) => ({ ...toVariantFacts(facts), stock: facts.stock })),
    book: toFreightBook(book),
    discounts: toDiscountFacts(discounts),
    held,
    limited,
  };
}
