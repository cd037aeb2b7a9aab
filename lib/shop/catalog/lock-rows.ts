import "server-only";
import type { Tx } from "@/lib/server/db";

/** Locks a product until the transaction ends: what the audit trail calls its old value is then what the change replaced. */
export async function lockProduct(tx: Tx, id: number): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM products WHERE id = ${id} FOR NO KEY UPDATE`;
}

/** The same for all variants of a product: until then nobody sells, counts or changes one of them. In the order of all who lock goods. */
export async function lockVariantsOf(tx: Tx, productId: number): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM variants WHERE product_id = ${productId} ORDER BY id FOR NO KEY UPDATE`;
}

/** The same for a variant. */
export async function lockVariant(tx: Tx, id: number): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM variants WHERE id = ${id} FOR NO KEY UPDATE`;
}

/**
 * All categories in their order, locked: what changes one of them, or adds one, sees the others as they stay, and no product comes
 * into any meanwhile (its foreign key waits).
 */
export async function lockCategories(tx: Tx): Promise<{ id: number; name: string; position: number }[]> {
  // Rows that are not there yet cannot be locked.
  await tx.$queryRaw`SELECT 1 FROM pg_advisory_xact_lock(hashtextextended('categories', 0))`;
  return tx.$queryRaw`SELECT id, name, position FROM categories ORDER BY position, id FOR UPDATE`;
}

/** Whether a category is there; it stays until the transaction ends. */
export async function keepCategory(tx: Tx, id: number): Promise<boolean> {
  return (await tx.$queryRaw<unknown[]>`SELECT 1 FROM categories WHERE id = ${id} FOR KEY SHARE`).length > 0;
}
