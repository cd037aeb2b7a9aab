import "server-only";
import type { Db, Tx } from "@/lib/server/db";
import { Prisma } from "@/lib/server/prisma/client";
import type { FreightBook, FreightTemplate, FreightUnit, ProductFreight, WholeOrderFree } from "./freight";
import { parseRules } from "./freight-rules";

/** The columns of a product behind its `ProductFreight`. */
export const FREIGHT_SELECT = { freightKind: true, freightFeeFen: true, freightTemplateId: true } as const;
type FreightColumns = { freightKind: string; freightFeeFen: number | null; freightTemplateId: number | null };

/** How a product's freight is counted. The database holds that each kind has what it needs; a row that has not is not sent free. */
export function toProductFreight({ freightKind, freightFeeFen, freightTemplateId }: FreightColumns): ProductFreight {
  if (freightKind === "free") return { kind: "free" };
  if (freightKind === "fixed" && freightFeeFen !== null) return { kind: "fixed", feeFen: freightFeeFen };
  if (freightKind === "template" && freightTemplateId !== null) return { kind: "template", templateId: freightTemplateId };
  throw new Error(`a product without a rule for its freight: ${freightKind}`);
}

/** The same the other way round, for writing. */
export function toFreightColumns(freight: ProductFreight): FreightColumns {
  return {
    freightKind: freight.kind,
    freightFeeFen: freight.kind === "fixed" ? freight.feeFen : null,
    freightTemplateId: freight.kind === "template" ? freight.templateId : null,
  };
}

/** All that the freight of these goods is counted by, as of now; with a transaction's client, as of its moment. Nothing is asked for goods that are all sent free. */
export async function readFreightBook(db: Db | Tx, goods: readonly { freight: ProductFreight }[]): Promise<FreightBook> {
  if (goods.every(({ freight }) => freight.kind === "free")) return { templates: [], wholeOrderFree: null };
  const ids = new Set(goods.flatMap(({ freight }) => (freight.kind === "template" ? [freight.templateId] : [])));
  const templates = ids.size > 0 ? await db.freightTemplate.findMany({ where: { id: { in: [...ids] } }, orderBy: { id: "asc" } }) : [];
  return { templates: templates.map(toTemplate), wholeOrderFree: (await readWholeOrderFree(db)).free };
}

/** From what sum on a whole order is sent free, and the number of its version. */
export async function readWholeOrderFree(db: Db | Tx): Promise<{ free: WholeOrderFree | null; version: number }> {
  const row = await db.freightSetting.findUnique({ where: { id: 1 } });
  const free = row?.freeFromFen != null ? { fromFen: row.freeFromFen, except: row.freeExcept } : null;
  return { free, version: row?.version ?? 0 };
}

/** What `freightBookJson` gives. */
export type FreightBookRow = {
  templates: { id: number; name: string; unit: string; rules: unknown }[];
  whole: { freeFromFen: number | null; freeExcept: string[] } | null;
};

/** All that the freight of these variants is counted by, as an expression that gives a `FreightBookRow`, for a statement that is written by hand. */
export function freightBookJson(variantIds: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`json_build_object(
    'templates', (SELECT COALESCE(json_agg(json_build_object('id', t.id, 'name', t.name, 'unit', t.unit, 'rules', t.rules) ORDER BY t.id), '[]')
      FROM freight_templates t
      WHERE t.id IN (SELECT p.freight_template_id FROM products p JOIN variants v ON v.product_id = p.id WHERE v.id = ANY(${variantIds}))),
    'whole', (SELECT json_build_object('freeFromFen', f.free_from_fen, 'freeExcept', COALESCE(f.free_except, '{}')) FROM freight_settings f WHERE f.id = 1))`;
}

/** The book in a row of `freightBookJson`. */
export function toFreightBook({ templates, whole }: FreightBookRow): FreightBook {
  const wholeOrderFree = whole?.freeFromFen != null ? { fromFen: whole.freeFromFen, except: whole.freeExcept } : null;
  return { templates: templates.map(toTemplate), wholeOrderFree };
}

/** A template's row as it is counted by. */
export function toTemplate({ id, name, unit, rules }: { id: number; name: string; unit: string; rules: unknown }): FreightTemplate {
  return { id, name, unit: unit as FreightUnit, rules: parseRules(rules) };
}
