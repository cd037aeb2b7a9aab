import "server-only";
import type { Server } from "node:http";
import { parseEnv } from "@/lib/server/env";
import { hear } from "@/lib/server/hear";
import { createPublicPages, type PublicPagesOptions } from "@/lib/server/pages/public-pages";
import type { PublicPages } from "@/lib/server/take-turns";
import { buyerCookieName } from "../buyers/buyer-token";
import { searchInTurn } from "../catalog/search-turn";
import { PREVIEW_COOKIE } from "../opening/preview";
import { ownerCookieName } from "../owners/sessions/session";
import { getShop } from "./get-shop";
import { newsOf, subjectsOf } from "./page-news";

/** Told by triggers on all tables that shoppers' pages show (migration catalogue_changes). */
export const CATALOGUE_CHANNEL = "catalogue_changed";

/** Next's own, of a draft that only its author sees. */
const DRAFT_COOKIES = ["__prerender_bypass", "__next_preview_data"];

/** `knownBuyer`: the attribute by which a page knows that its browser has been here before, and may have a cart. */
type Wanted = Pick<PublicPagesOptions, "kindOf" | "languageOf"> & { knownBuyer: string };

/**
 * The pages that this instance keeps for everybody, of each of its servers; null where it keeps none: in development, and where
 * KEPT_PAGES_MB is 0. They hear of changes on a connection of their own.
 */
export function openPublicPages({ kindOf, languageOf, knownBuyer }: Wanted): ((server: Server) => PublicPages) | null {
  const { KEPT_PAGES_MB, DATABASE_URL, NODE_ENV } = parseEnv();
  if (NODE_ENV === "development" || KEPT_PAGES_MB === 0) return null;
  const shop = getShop();
  const hearing = hear(DATABASE_URL, CATALOGUE_CHANNEL, (told) => {
    for (const news of newsOf(told)) pages.hear(news);
  });
  const pages = createPublicPages({
    kindOf,
    languageOf,
    subjectsOf,
    hearing,
    mostBytes: KEPT_PAGES_MB * 1024 * 1024,
    host: new URL(shop.config.shopUrl).host,
    inTurn: async (address, make, onGone) => {
      const made = await searchInTurn(shop, address, make, onGone);
      return made.ok ? made.found : null;
    },
    // An owner sees what is not open yet, and a line about it.
    ownPageCookies: [ownerCookieName(shop, "session"), PREVIEW_COOKIE, ...DRAFT_COOKIES],
    marked: { cookie: buyerCookieName(shop), attribute: `${knownBuyer}=""` },
  });
  for (const signal of ["SIGTERM", "SIGINT"]) process.once(signal, () => void hearing.close());
  return pages.forServer;
}
