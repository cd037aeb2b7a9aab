import "server-only";
import { randomUUID } from "node:crypto";
import type { Tx } from "@/lib/server/db";
import { isLoopback } from "@/lib/server/public-address";
import { type Refusal, type Result, refuse } from "@/lib/server/result";
import { stampOf } from "@/lib/server/stamp";
import { recordAudit } from "@/lib/shop/audit/record-audit";
import type { Shop } from "@/lib/shop/shop";
import type { AlertEvent } from "../outbox/alert-event";
import { sealAccess } from "./access";
import { type ChannelAccess, MOST_CHANNELS, maskToken } from "./channel";

export type NewChannel = { name: string; access: ChannelAccess; events: readonly AlertEvent[] };

/**
 * Adds a channel; what opens it is sealed, and only its mask is shown from then on. What happened before it is not told.
 * Refuses one more than ten, and a webhook without https (not_https).
 */
export async function addChannel(
  shop: Shop,
  { name, access, events }: NewChannel,
): Promise<Result<{ id: string }, "too_many" | "not_https">> {
  if (access.kind === "webhook" && !isAllowedHook(shop, access.url)) return refuse("not_https");
  const id = randomUUID();
  const target = targetOf(access);
  return shop.db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM pg_advisory_xact_lock(hashtextextended('alert_channels', 0))`;
    if ((await tx.alertChannel.count()) >= MOST_CHANNELS) return refuse("too_many");
    const sealed = sealAccess(shop, id, access);
    const at = shop.now();
    await tx.alertChannel.create({ data: { id, kind: access.kind, name, target, sealed, events: [...events], createdAt: at, dueAt: at } });
    await recordAudit(tx, shop, { kind: "alert_channel_added", name, after: { channel: access.kind, target, events } });
    return { ok: true, id };
  });
}

/** Changes what a channel is told of. Refuses a form that was made from other events (`was`: `eventsStamp` of those). */
export function changeEvents(
  shop: Shop,
  id: string,
  events: readonly AlertEvent[],
  was?: string,
): Promise<Result<{ was: string }, "gone" | "moved">> {
  return change(shop, id, async (tx, { name, events: before }) => {
    if (was !== undefined && was !== eventsStamp(before)) return refuse("moved");
    await tx.alertChannel.update({ where: { id }, data: { events: [...events] } });
    await recordAudit(tx, shop, { kind: "alert_channel_changed", name, before: { events: before }, after: { events } });
    return { ok: true, was: eventsStamp(events) };
  });
}

/** What a form of a channel's events was made from. */
export function eventsStamp(events: readonly string[]): string {
  return stampOf({ events: [...events].sort() });
}

/** Pauses a channel: nothing is written for it from now on, and what waits stays so. Or lets it go on, also after it was stopped. */
export function setPaused(shop: Shop, id: string, isPaused: boolean): Promise<Result<object, "gone">> {
  return change(shop, id, async (tx, { name, status: before }) => {
    const status = isPaused ? "paused" : "active";
    await tx.alertChannel.update({ where: { id }, data: { status, ...(!isPaused && { dueAt: shop.now(), problem: null }) } });
    if (!isPaused) await hurry(tx, id, shop.now());
    await recordAudit(tx, shop, {
      kind: "alert_channel_changed",
      name,
      before: { channelStatus: before },
      after: { channelStatus: status },
    });
    return { ok: true };
  });
}

/** Deletes a channel with what opens it, and with all that was sent or waits. */
export function deleteChannel(shop: Shop, id: string): Promise<Result<object, "gone">> {
  return change(shop, id, async (tx, { name, kind, target }) => {
    await tx.alert.deleteMany({ where: { channelId: id } });
    await tx.alertChannel.delete({ where: { id } });
    await recordAudit(tx, shop, { kind: "alert_channel_deleted", name, before: { channel: kind, target } });
    return { ok: true };
  });
}

/** What waits for a channel is tried at once. */
export async function hurry(tx: Pick<Tx, "alert">, channelId: string, at: Date): Promise<void> {
  await tx.alert.updateMany({ where: { channelId, status: "waiting" }, data: { dueAt: at } });
}

type Row = { name: string; kind: string; target: string; status: string; events: string[] };

function change<Changed extends Result<object, "moved">>(
  shop: Shop,
  id: string,
  run: (tx: Tx, row: Row) => Promise<Changed>,
): Promise<Changed | Refusal<"gone">> {
  return shop.db.$transaction(async (tx) => {
    const [row] = await tx.$queryRaw<
      Row[]
    >`SELECT name, kind, target, status, events FROM alert_channels WHERE id = ${id}::uuid FOR UPDATE`;
    if (!row) return refuse("gone");
    return run(tx, row);
  });
}

function targetOf(access: ChannelAccess): string {
  if (access.kind === "email") return `${access.to} (${access.host})`;
  return access.kind === "webhook" ? new URL(access.url).host : maskToken(access.token);
}

/** Whether a webhook's address may be kept: https, or this machine in a demonstration. The socket looks at the address itself when something is sent (lib/server/outside.ts). */
export function isAllowedHook({ config }: Pick<Shop, "config">, text: string): boolean {
  const { protocol, hostname } = new URL(text);
  return protocol === "https:" || (protocol === "http:" && config.alertsToLoopback && isLoopback(hostname.replace(/^\[|\]$/g, "")));
}
