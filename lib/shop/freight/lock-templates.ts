import "server-only";
import type { Tx } from "@/lib/server/db";

/** Whoever adds, changes or deletes a template takes turns: rows that are not there yet cannot be locked. */
export async function lockTemplates(tx: Tx): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM pg_advisory_xact_lock(hashtextextended('freight templates', 0))`;
}

/** Whether a template is there, and by what it counts; it stays, as it counts, until the transaction ends. */
export async function keepTemplate(tx: Tx, id: number): Promise<"piece" | "weight" | null> {
  const [row] = await tx.$queryRaw<{ unit: "piece" | "weight" }[]>`SELECT unit FROM freight_templates WHERE id = ${id} FOR KEY SHARE`;
  return row?.unit ?? null;
}
