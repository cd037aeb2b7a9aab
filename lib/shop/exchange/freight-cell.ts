import { yuanText } from "@/lib/shop/money";
import { MAX_FEE_FEN, type ProductFreight } from "../freight/freight";
import { yuanOf } from "./read-cells";

/** What a cell of the column 运费模板 says: a template by its name, 包邮, or a fixed fee in yuan. Pure. */

/** As the table writes it for what is sent free of freight, and as a new product is when its cell is empty. */
export const FREE = "包邮";
const ALSO_FREE = [FREE, "免运费", "免邮"];

/** The shop's templates by their names. */
export type Templates = ReadonlyMap<string, { id: number; unit: string }>;

/** A product's columns of freight, with the name of its template. */
export type StandingFreight = { freightKind: string; freightFeeFen: number | null; freightTemplate: { name: string } | null };

/** How the table says what a product's freight is. */
export function freightCell({ freightKind, freightFeeFen, freightTemplate }: StandingFreight): string {
  if (freightTemplate) return freightTemplate.name;
  return freightKind === "fixed" && freightFeeFen !== null ? yuanText(freightFeeFen) : FREE;
}

/** What a cell means; a template of that name goes before 包邮 and sums. Null for what is none of them. */
export function readFreight(cell: string, templates: Templates): ProductFreight | null {
  const template = templates.get(cell);
  if (template) return { kind: "template", templateId: template.id };
  if (ALSO_FREE.includes(cell)) return { kind: "free" };
  const feeFen = yuanOf(cell);
  return feeFen !== null && feeFen > 0 && feeFen <= MAX_FEE_FEN ? { kind: "fixed", feeFen } : null;
}
