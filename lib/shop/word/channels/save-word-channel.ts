import "server-only";
import { randomUUID } from "node:crypto";
import type { Tx } from "@/lib/server/db";
import { type Refusal, type Result, refuse } from "@/lib/server/result";
import { maskToken } from "@/lib/shop/alerts/channels/channel";
import { eventsStamp, isAllowedHook } from "@/lib/shop/alerts/channels/save-channel";
import { recordAudit } from "@/lib/shop/audit/record-audit";
import type { Shop } from "@/lib/shop/shop";
import type { Medium, WordEvent } from "../outbox/word-event";
import { openWordAccess, sealWordAccess } from "./word-access";
import type { WordAccess } from "./word-channel";

export type NewWordChannel = { access: WordAccess; events: readonly WordEvent[] };

/** Which of the two a way is for. */
export function mediumOf({ kind }: Pick<WordAccess, "kind">): Medium {
  return kind === "email" ? "email" : "sms";
}

/**
 * Adds the way by which buyers get mails, or SMS; what opens it is sealed, and only its mask is shown from then on. What happened before it
 * is not told. Refuses a second one of its medium (exists), a webhook without https, and an event that its vendor has no template for.
 */
export async function addWordChannel(
  shop: Shop,
  { access, events }: NewWordChannel,
): Promise<Result<{ id: string }, "exists" | "not_https" | "no_template">> {
  if (access.kind === "webhook" && !isAllowedHook(shop, access.url)) return refuse("not_https");
  if (lacksTemplate(access, events)) return refuse("no_template");
  const [id, medium, target, at] = [randomUUID(), mediumOf(access), targetOf(access), shop.now()];
  const row = { id, medium, kind: access.kind, target, sealed: sealWordAccess(shop, id, access), events: [...events] };
  return shop.db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM pg_advisory_xact_lock(hashtextextended('word_channels', 0))`;
    if ((await tx.wordChannel.count({ where: { medium } })) > 0) return refuse("exists");
    await tx.wordChannel.create({ data: { ...row, createdAt: at, dueAt: at } });
    await recordAudit(tx, shop, { kind: "word_channel_added", name: target, after: { channel: access.kind, target, events } });
    return { ok: true, id };
  });
}

/** Changes what buyers are told of. Refuses a form that was made from other events (`was`), and an event without a template. */
export function changeWordEvents(
  shop: Shop,
  id: string,
  events: readonly WordEvent[],
  was?: string,
): Promise<Result<{ was: string }, "gone" | "moved" | "no_template">> {
  return change(shop, id, async (tx, { target, events: before, sealed }) => {
    if (was !== undefined && was !== eventsStamp(before)) return refuse("moved");
    const access = openWordAccess(shop, id, sealed);
    if (access && lacksTemplate(access, events)) return refuse("no_template");
    await tx.wordChannel.update({ where: { id }, data: { events: [...events] } });
    await recordAudit(tx, shop, { kind: "word_channel_changed", name: target, before: { events: before }, after: { events } });
    return { ok: true, was: eventsStamp(events) };
  });
}

/** Pauses a way: nothing is written for it and shoppers are not offered it from now on. Or lets it go on, also after it was stopped. */
export function setWordPaused(shop: Shop, id: string, isPaused: boolean): Promise<Result<object, "gone">> {
  return change(shop, id, async (tx, { medium, target, status: before }) => {
    const status = isPaused ? "paused" : "active";
    await tx.wordChannel.update({ where: { id }, data: { status, ...(!isPaused && { dueAt: shop.now(), problem: null }) } });
    if (!isPaused) await hurryWords(tx, medium, shop.now());
    const values = { before: { channelStatus: before }, after: { channelStatus: status } };
    await recordAudit(tx, shop, { kind: "word_channel_changed", name: target, ...values });
    return { ok: true };
  });
}

/** Deletes a way with what opens it; what waits for it is given up. */
export function deleteWordChannel(shop: Shop, id: string): Promise<Result<object, "gone">> {
  return change(shop, id, async (tx, { medium, kind, target }) => {
    await tx.wordChannel.delete({ where: { id } });
    await tx.buyerWord.updateMany({
      where: { medium, status: "waiting" },
      data: { status: "failed", dueAt: null, endedAt: shop.now(), problem: "no_channel" },
    });
    await recordAudit(tx, shop, { kind: "word_channel_deleted", name: target, before: { channel: kind, target } });
    return { ok: true };
  });
}

/** What waits for a way is tried at once. */
export async function hurryWords(tx: Pick<Tx, "buyerWord">, medium: string, at: Date): Promise<void> {
  await tx.buyerWord.updateMany({ where: { medium, status: "waiting" }, data: { dueAt: at } });
}

type Row = { medium: string; kind: string; target: string; status: string; events: string[]; sealed: string };

function change<Changed extends Result<object, "moved" | "no_template">>(
  shop: Shop,
  id: string,
  run: (tx: Tx, row: Row) => Promise<Changed>,
): Promise<Changed | Refusal<"gone">> {
  return shop.db.$transaction(async (tx) => {
    const [row] = await tx.$queryRaw<
      Row[]
    >`SELECT medium, kind, target, status, events, sealed FROM word_channels WHERE id = ${id}::uuid FOR UPDATE`;
    if (!row) return refuse("gone");
    return run(tx, row);
  });
}

function lacksTemplate(access: WordAccess, events: readonly WordEvent[]): boolean {
  return access.kind === "aliyun" && events.some((event) => access.templates[event] === "");
}

function targetOf(access: WordAccess): string {
  if (access.kind === "email") return `${access.from} (${access.host})`;
  return access.kind === "webhook" ? new URL(access.url).host : `${access.signName} (${maskToken(access.keyId)})`;
}
