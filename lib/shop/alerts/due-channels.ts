import "server-only";
import { type Outside, outside } from "@/lib/server/outside";
import { Prisma } from "@/lib/server/prisma/client";
import type { DueKind } from "@/lib/shop/due/review-due";
import type { ShopConfig } from "@/lib/shop/shop";
import { MOST_CHANNELS } from "./channels/channel";
import { tellThrough } from "./tell-through";

/** A message takes some seconds at most; who holds a channel for longer has died. */
const LEASE_MS = 60_000;
const RETRY_MS = 30_000;

/** The way to receivers that this shop may take. */
export function outsideOf({ alertsToLoopback }: Pick<ShopConfig, "alertsToLoopback">): Outside {
  return outside({ toLoopback: alertsToLoopback });
}

/**
 * The channels for which something waits, as rows that are due: one worker at a time sends through a channel, so that no alert is sent
 * twice at once, its limit is kept, and what waits goes together. All channels may be under way side by side, so that a dead one
 * delays no other. `random` is for the back-off.
 */
export function dueChannels(way: Outside, random: () => number = Math.random): DueKind {
  return {
    ...{ name: "alerts", table: "alert_channels", key: { column: "id", type: "uuid" } },
    when: (at) => Prisma.sql`it.status = 'active' AND EXISTS (
      SELECT 1 FROM alerts a WHERE a.channel_id = it.id AND a.status = 'waiting' AND a.due_at <= ${at})`,
    ...{ atOnce: MOST_CHANNELS, leaseMs: LEASE_MS, retryMs: RETRY_MS },
    review: (shop, channelId) => tellThrough(shop, channelId, { way, random }),
  };
}
