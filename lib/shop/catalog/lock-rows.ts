import "server-only";
import type { Tx } from "@/lib/server/db";

/** Locks a product until the transaction ends: what the audit trail calls its old value is then what the change replaced. */
export async function lockProduct(tx: Tx, id: number): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM products WHERE id = ${id} FOR NO KEY UPDATE`;
}

/** The same for a variant. */
export async function lockVariant(tx: Tx, id: number): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM variants WHERE id = ${id} FOR NO KEY UPDATE`;
}

/** The same for a category. */
export async function lockCategory(tx: Tx, id: number): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM categories WHERE id = ${id} FOR NO KEY UPDATE`;
}
