import "server-only";
import { logLimit } from "@/lib/server/log-limit";
import { limit } from "@/lib/server/rate-limit";
import { type Refusal, type Result, refuse } from "@/lib/server/result";
import type { Shop } from "@/lib/shop/shop";
import { drawPoster } from "./draw-poster";
import { type PosterFacts, posterKey } from "./poster";
import { createStudio } from "./studio";

/** About two hundred posters. */
const KEPT_BYTES = 32 * 1024 * 1024;
const AN_HOUR_S = 3600;
const BUSY_S = 2;

const studio = createStudio(KEPT_BYTES);

export type PosterRefusal = Refusal<"busy" | "too_many", { retryAfterS: number }>;

/**
 * The poster as a JPEG, drawn or as it was drawn before. Refuses with `busy` when too many wait for theirs, and with `too_many` when a
 * network has had too many drawn within an hour; what is there already anybody may have. `network` is a `networkKey`.
 */
export async function getPoster(
  shop: Shop,
  facts: PosterFacts,
  network: string,
): Promise<Result<{ bytes: Uint8Array<ArrayBuffer> }, PosterRefusal>> {
  const key = posterKey(facts);
  const known = studio.find(key);
  if (known) return { ok: true, bytes: await known };
  const { perNetworkAndHour, waiting } = shop.config.posters;
  const left = await limit(shop.pool, "poster", network, { points: perNetworkAndHour, perSeconds: AN_HOUR_S });
  if (!left.ok) {
    logLimit("posters of a network");
    return refuse("too_many", { retryAfterS: left.retryAfterS });
  }
  const draw = async () => {
    const { bytes, isWhole } = await drawPoster(shop, facts);
    return { bytes, mayKeep: isWhole };
  };
  const drawn = await studio.draw(key, { draw, mostWaiting: waiting });
  if (drawn.ok) return drawn;
  logLimit("waiting posters");
  return refuse("busy", { retryAfterS: BUSY_S });
}
