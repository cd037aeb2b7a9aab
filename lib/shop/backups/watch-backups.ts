import "server-only";
import { queueAlert } from "@/lib/shop/alerts/outbox/queue-alerts";
import { dayOf } from "@/lib/shop/day";
import type { Shop } from "@/lib/shop/shop";
import { type BackupState, lookAtBackups } from "./look-at-backups";

/** Kept on globalThis, since Next loads modules twice. */
const globals = globalThis as typeof globalThis & { xiaopuBackups?: BackupState | null };

/** The worker's step: the owner is told once a day while the last good backup is too old, or the last try failed. */
export async function watchBackups(shop: Shop): Promise<void> {
  const state = await lookAtBackups(shop);
  globals.xiaopuBackups = state;
  if (!state?.needsOwner) return;
  const at = shop.now();
  const newest = state.newest?.toISOString() ?? "";
  shop.log.error({ newest, failedAt: state.failedAt }, "the last good backup is too old, or the last try failed");
  await queueAlert(shop.db, "backup_late", { subject: `${newest} ${dayOf(at)}`, about: newest }, at);
}

/** What the worker saw last, for the owner's page, which waits for no disk; null before its first look, and where no folder is named. */
export function backupState(): BackupState | null {
  return globals.xiaopuBackups ?? null;
}

export type BackupFigure = Pick<BackupState, "newest" | "failedAt" | "isLate">;

/** What the worker saw last; null before its first look, and where no folder is named. Costs nothing. */
export function backupFigure(): BackupFigure | null {
  const { xiaopuBackups: state } = globals;
  return state ? { newest: state.newest, failedAt: state.failedAt, isLate: state.isLate } : null;
}
