import "server-only";
import { randomUUID } from "node:crypto";
import { type Result, refuse } from "@/lib/server/result";
import { readSheet } from "@/lib/shop/sheets/read-sheet";
import type { SheetProblem } from "@/lib/shop/sheets/sheet";
import type { Shop } from "@/lib/shop/shop";
import { MAX_LENGTHS } from "../catalog/product";
import { differencesOf } from "./differences";
import type { Draft, Problem } from "./draft";
import type { Templates } from "./freight-cell";
import { readHeadings } from "./headings";
import { type ImportItem, MOST_NEW_CATEGORIES, MOST_PREVIEWS, PREVIEW_MS } from "./import-item";
import { fingerprintOf, planDraft, type Standing } from "./plan-draft";
import { type DraftGroup, readDrafts } from "./read-drafts";
import { readStanding, readTemplates } from "./read-standing";

/** Products that are compared or written in one question to the database. */
const BATCH = 200;

/** Mistakes of one product that are told; who mends these finds the rest. */
const MOST_PROBLEMS = 50;

/** What the owner has ticked. */
type May = { makeCategories: boolean; mayRename: boolean };

/** no_headings: the first row does not name the products. empty: there is no row under it. */
export type PreviewProblem = SheetProblem | "old_workbook" | "no_headings" | "empty";

/**
 * Reads a file of goods and compares it with the shop; nothing of the shop is changed. What came of it waits for its owner's word for
 * PREVIEW_MS. `makeCategories`: categories that the shop does not have are made. `mayRename`: a product of the number in the file gets its
 * name, also when no code tells that it is the same. Refuses a file that is none, or too large.
 * @throws when nobody of the back office acts
 */
export async function previewImport(
  shop: Shop,
  bytes: Uint8Array,
  { makeCategories, mayRename }: May,
): Promise<Result<{ id: string }, PreviewProblem>> {
  const read = await readSheet(bytes);
  if (!read.ok) return read;
  const [headings, ...rows] = read.rows;
  const columns = readHeadings(headings?.cells ?? []);
  if (!["productNo", "handle", "title"].some((column) => columns.includes(column as "title"))) return refuse("no_headings");
  if (rows.length === 0) return refuse("empty");
  const groups = readDrafts(columns, rows);
  const compare = await comparison(shop, groups, { makeCategories, mayRename });
  const items: ImportItem[] = [];
  for (let at = 0; at < groups.length; at += BATCH) items.push(...(await compare(groups.slice(at, at + BATCH), at)));
  return { ok: true, id: await store(shop, headings?.cells ?? [], items, makeCategories) };
}

/** Compares a batch of products with the shop. What is asked for once is remembered: categories, and names that are taken. */
async function comparison(shop: Shop, all: readonly DraftGroup[], { makeCategories, mayRename }: May) {
  const problemOfCategory = categoryJudge(await shop.db.category.findMany({ select: { name: true } }), makeCategories);
  const titles = [...new Set(all.flatMap(({ draft }) => draft.title ?? []))];
  const taken = new Map<string, number>();
  for (let at = 0; at < titles.length; at += BATCH)
    for (const { title, id } of await shop.db.product.findMany({
      where: { title: { in: titles.slice(at, at + BATCH) } },
      select: { title: true, id: true },
    }))
      taken.set(title, id);
  const inFile = new Set<string>();
  const templates = await readTemplates(shop.db);

  return async (groups: readonly DraftGroup[], from: number): Promise<ImportItem[]> => {
    const standing = await readStanding(shop.db, {
      ids: groups.flatMap(({ draft }) => draft.productNo ?? []),
      slugs: groups.flatMap(({ draft }) => draft.handle ?? []),
    });
    return groups.map((group, index) => {
      const { draft } = group;
      const product = standing.find(({ id, slug }) => (draft.productNo === null ? slug === draft.handle : id === draft.productNo)) ?? null;
      const row = group.rows[0]?.no ?? 0;
      const problems = [...group.problems];
      if (draft.productNo !== null && !product) problems.push({ row, code: "unknown_product", fact: String(draft.productNo) });
      if (!product && draft.title !== undefined && (taken.has(draft.title) || inFile.has(draft.title)))
        problems.push({ row, code: "same_title", fact: String(taken.get(draft.title) ?? "") });
      if (!product && draft.title !== undefined) inFile.add(draft.title);
      const problem = draft.category === undefined ? null : problemOfCategory(draft.category);
      if (problem) problems.push({ row, ...problem });
      if (product && !mayRename && isAnother(draft, product)) problems.push({ row, code: "other_product", fact: product.title });
      return toItem({ ...group, problems }, { product, templates, position: from + index });
    });
  };
}

/** Whether name and code both say that the file means other goods than those that have its number here, as the file of another shop does. */
function isAnother({ productNo, title, variants }: Draft, product: Standing): boolean {
  if (productNo === null || title === undefined || title === product.title) return false;
  return !variants.some(({ sku }) => sku && product.variants.some((variant) => variant.sku === sku));
}

/** What is wrong with the name of a category, one after the other; null when it is there or will be made. */
function categoryJudge(known: readonly { name: string }[], mayMake: boolean): (name: string) => Omit<Problem, "row"> | null {
  const names = new Set(known.map(({ name }) => name));
  const made = new Set<string>();
  return (name) => {
    if (names.has(name)) return null;
    if (name.length > MAX_LENGTHS.categoryName) return { code: "too_long", fact: "category" };
    if (!mayMake) return { code: "category", fact: name };
    if (made.size >= MOST_NEW_CATEGORIES && !made.has(name)) return { code: "many_categories", fact: String(MOST_NEW_CATEGORIES) };
    made.add(name);
    return null;
  };
}

type Beside = { product: Standing | null; templates: Templates; position: number };

function toItem({ draft, rows, problems }: DraftGroup, { product, templates, position }: Beside): ImportItem {
  const isUnknown = problems.some(({ code }) => code === "unknown_product");
  const plan = isUnknown ? { problems: [], changes: [], rows: [], freight: null } : planDraft(draft, product, templates);
  // A price that cannot be read was named already: it is not missing besides.
  const unread = problems.flatMap(({ code, row }) => (code === "price" ? row : []));
  const further = plan.problems.filter(({ code, row }) => code !== "no_price" || !unread.includes(row));
  const all = [...problems, ...further].slice(0, MOST_PROBLEMS);
  const state = all.length > 0 ? "wrong" : !product ? "new" : plan.changes.length > 0 ? "changed" : "unchanged";
  const seen = Object.fromEntries(product?.variants.map(({ id, stock }) => [id, stock]) ?? []);
  const title = draft.title ?? product?.title ?? "";
  return {
    ...{ position, title, state, changes: plan.changes, problems: all, rows, draft, seen },
    differences: state === "new" || state === "changed" ? differencesOf(draft, product, plan) : [],
    fingerprint: product ? fingerprintOf(product) : "",
  };
}

/** Writes it down in batches; until the last is there nobody sees the file. The oldest file of this owner that waits gives way. */
async function store(shop: Shop, headings: string[], items: readonly ImportItem[], makeCategories: boolean): Promise<string> {
  const { by } = shop;
  if (!by || by.ownerId === null) throw new Error("an import has an owner");
  const now = shop.now();
  const id = randomUUID();
  const { ownerId, login, ip, userAgent } = by;
  await shop.db.$transaction(
    async (tx) => {
      const expiresAt = new Date(now.getTime() + PREVIEW_MS);
      await tx.productImport.create({
        data: { id, ownerId, by: { login, ip, userAgent }, makeCategories, headings, createdAt: now, expiresAt },
      });
      for (let at = 0; at < items.length; at += BATCH)
        await tx.productImportItem.createMany({ data: items.slice(at, at + BATCH).map((item) => ({ ...item, importId: id })) });
      const waiting = await tx.productImport.findMany({
        where: { ownerId, confirmedAt: null },
        orderBy: [{ createdAt: "desc" }, { id: "asc" }],
        skip: MOST_PREVIEWS,
        select: { id: true },
      });
      await tx.productImport.deleteMany({ where: { id: { in: waiting.map((one) => one.id) }, confirmedAt: null } });
    },
    { timeout: 60_000 },
  );
  return id;
}
