import "server-only";
import type { Tx } from "@/lib/server/db";
import { recordAudit } from "@/lib/shop/audit/record-audit";
import { writeOption } from "@/lib/shop/catalog/add-option";
import { optionsInWords } from "@/lib/shop/catalog/change-options";
import { keepCategory, lockProduct, lockVariantsOf } from "@/lib/shop/catalog/lock-rows";
import { newSlug } from "@/lib/shop/catalog/new-slug";
import { insertCategory } from "@/lib/shop/catalog/save-category";
import { type MatrixInput, writeMatrix } from "@/lib/shop/catalog/save-matrix";
import { keepTemplate } from "@/lib/shop/freight/lock-templates";
import { toFreightColumns } from "@/lib/shop/freight/read-freight";
import { yuanText } from "@/lib/shop/money";
import type { Shop } from "@/lib/shop/shop";
import type { Draft, Problem } from "./draft";
import type { ImportItem } from "./import-item";
import { fingerprintOf, type Plan, type PlannedRow, planDraft, type Standing } from "./plan-draft";
import { readStanding, readTemplates } from "./read-standing";

type Input = Pick<ImportItem, "draft" | "seen" | "fingerprint"> & { makeCategories: boolean };

/** What came of it: the product, or why nothing may be written; the caller then rolls back. */
export type Written = { productId: number } | { problems: Problem[] };

/**
 * Writes one product of a file in the caller's transaction, if it still is what it was compared with. Locks its category, then it, then
 * its variants.
 */
export async function writeDraft(tx: Tx, shop: Shop, input: Input): Promise<Written> {
  const { draft } = input;
  const row = draft.variants[0]?.row ?? 0;
  const problem = (code: Problem["code"], fact?: string): Written => ({ problems: [{ row, code, ...(fact !== undefined && { fact }) }] });
  const categoryId = draft.category === undefined ? null : await categoryNamed(tx, shop, draft.category, input.makeCategories);
  if (draft.category !== undefined && categoryId === null) return problem("category", draft.category);
  if (input.fingerprint === "") {
    if (categoryId === null || draft.title === undefined) return problem("no_category");
    return createFrom(tx, shop, { draft, title: draft.title, categoryId }, problem);
  }
  const [known] = await readStanding(tx, keysOf(draft));
  if (!known) return problem("moved");
  await lockProduct(tx, known.id);
  // Whoever counts its pieces at this moment is in the fingerprint, or waits: two counts would both be added.
  await lockVariantsOf(tx, known.id);
  const [standing] = await readStanding(tx, { ids: [known.id], slugs: [] });
  if (!standing || fingerprintOf(standing) !== input.fingerprint) return problem("moved");
  const asSeen = {
    ...standing,
    variants: standing.variants.map((variant) => ({ ...variant, stock: input.seen[variant.id] ?? variant.stock })),
  };
  const plan = planDraft(draft, asSeen, await readTemplates(tx));
  if (plan.problems.length > 0) return { problems: plan.problems };
  const kept = await keepFreight(tx, plan, draft);
  if (kept) return kept;
  await changeProduct(tx, shop, standing, { draft, plan, categoryId });
  await addValues(tx, shop, standing, plan.rows);
  return writeRows(tx, shop, standing.id, plan.rows);
}

function keysOf({ productNo, handle }: Draft) {
  return productNo === null ? { ids: [], slugs: handle === null ? [] : [handle] } : { ids: [productNo], slugs: [] };
}

/** The number of a category, which stays until the transaction ends; null where there is none and none may be made. */
async function categoryNamed(tx: Tx, shop: Shop, name: string, mayMake: boolean): Promise<number | null> {
  const known = await tx.category.findFirst({ where: { name }, select: { id: true } });
  if (known) return (await keepCategory(tx, known.id)) ? known.id : null;
  if (!mayMake) return null;
  const made = await insertCategory(tx, shop, { name, icon: "gifts" });
  if (made.ok) return made.id;
  return (await tx.category.findFirst({ where: { name }, select: { id: true } }))?.id ?? null;
}

const SLUG = /^[a-z0-9](?:[a-z0-9-]{0,78}[a-z0-9])?$/;

async function createFrom(
  tx: Tx,
  shop: Shop,
  { draft, title, categoryId }: { draft: Draft; title: string; categoryId: number },
  problem: (code: Problem["code"], fact?: string) => Written,
): Promise<Written> {
  // Of two tabs with one file, the second finds what the first has made.
  await tx.$queryRaw`SELECT 1 FROM pg_advisory_xact_lock(hashtextextended(${`product ${title}`}, 0))`;
  const twin = await tx.product.findFirst({ where: { title }, select: { id: true } });
  if (twin) return problem("same_title", String(twin.id));
  const slug = draft.handle !== null && SLUG.test(draft.handle) ? draft.handle : newSlug(title);
  if (await tx.product.findUnique({ where: { slug }, select: { id: true } })) return problem("handle_taken");
  const plan = planDraft(draft, null, await readTemplates(tx));
  if (plan.problems.length > 0) return { problems: plan.problems };
  const kept = await keepFreight(tx, plan, draft);
  if (kept) return kept;
  const { _max } = await tx.product.aggregate({ where: { categoryId }, _max: { position: true } });
  const onSale = draft.onSale ?? false;
  const { id } = await tx.product.create({
    data: {
      ...{ title, slug, categoryId, description: draft.description ?? "", onSale, position: (_max.position ?? 0) + 1 },
      ...(plan.freight && toFreightColumns(plan.freight)),
    },
    select: { id: true },
  });
  for (const [index, name] of draft.options.entries())
    await writeOption(tx, id, index + 1, { name, values: [...new Set(draft.variants.map(({ values }) => values[index] ?? ""))] });
  await recordAudit(tx, shop, { kind: "product_created", subject: id, name: title, after: { onSale } });
  return writeRows(tx, shop, id, plan.rows);
}

/** The template that a product gets stays until the transaction ends; null when it is there. */
async function keepFreight(tx: Tx, { freight }: Plan, draft: Draft): Promise<Written | null> {
  if (freight?.kind !== "template" || (await keepTemplate(tx, freight.templateId)) !== null) return null;
  return { problems: [{ row: draft.variants[0]?.row ?? 0, code: "freight", fact: draft.freight ?? "" }] };
}

type Change = { draft: Draft; plan: Plan; categoryId: number | null };

async function changeProduct(tx: Tx, shop: Shop, standing: Standing, { draft, plan, categoryId }: Change): Promise<void> {
  const { id, title, description, onSale } = standing;
  const texts = { title: draft.title ?? title, description: draft.description ?? description };
  const sale = { onSale: draft.onSale ?? onSale };
  const freight = plan.freight && toFreightColumns(plan.freight);
  await tx.product.update({ where: { id }, data: { ...texts, ...sale, ...freight, ...(categoryId !== null && { categoryId }) } });
  const about = { subject: id, name: texts.title };
  const { freightKind, freightFeeFen, freightTemplateId } = standing;
  const before = { title, description, category: standing.category.name, freightKind, freightFeeFen, freightTemplateId };
  await recordAudit(tx, shop, {
    kind: "product_changed",
    ...about,
    before,
    after: { ...texts, category: draft.category ?? before.category, ...freight },
  });
  await recordAudit(tx, shop, { kind: "product_on_sale", ...about, before: { onSale }, after: sale });
}

/** Values that the file has and the product has not, behind the others. */
async function addValues(tx: Tx, shop: Shop, { id, title, options }: Standing, rows: readonly PlannedRow[]): Promise<void> {
  const after = options.map((option, index) => ({
    ...option,
    values: [...option.values],
    added: [...new Set(rows.flatMap(({ values }) => values[index] ?? []))].filter(
      (name) => !option.values.some((value) => value.name === name),
    ),
  }));
  if (after.every(({ added }) => added.length === 0)) return;
  for (const option of after)
    for (const name of option.added) {
      const data = { optionId: option.id, name, position: option.values.length };
      option.values.push(await tx.optionValue.create({ data, select: { id: true, name: true, image: true } }));
    }
  const words = { before: { options: optionsInWords(options) }, after: { options: optionsInWords(after) } };
  await recordAudit(tx, shop, { kind: "options_changed", subject: id, name: title, ...words });
}

async function writeRows(tx: Tx, shop: Shop, productId: number, rows: readonly PlannedRow[]): Promise<Written> {
  const options = await tx.productOption.findMany({
    where: { productId },
    orderBy: { position: "asc" },
    select: { values: { select: { id: true, name: true } } },
  });
  const idsOf = (values: readonly string[]) =>
    options.map((option, index) => option.values.find(({ name }) => name === values[index])?.id ?? 0);
  const inputs = rows.map(({ row: _row, variantId, values, ...input }): MatrixInput => {
    return { of: variantId === null ? { valueIds: idsOf(values) } : { variantId }, ...input };
  });
  const refused = await writeMatrix(tx, shop, productId, inputs);
  if (!refused) return { productId };
  const own = "row" in refused ? rows[refused.row]?.row : undefined;
  const row = own ?? rows[0]?.row ?? 0;
  const variant = own === undefined && "variant" in refused && refused.variant ? { variant: refused.variant } : {};
  if (refused.reason === "former_price") return { problems: [{ row, code: "former_price", fact: yuanText(refused.fen), ...variant }] };
  if (refused.reason === "below_zero") return { problems: [{ row, code: "below_zero", fact: String(refused.stock) }] };
  return { problems: [{ row, code: refused.reason === "gone" ? "moved" : refused.reason, ...variant }] };
}
