import "server-only";
import path from "node:path";
import type { Shop } from "@/lib/shop/shop";

/** Where uploaded pictures live. */
export function uploadsDir(shop: Shop): string {
  return path.join(/* turbopackIgnore: true */ shop.config.dataDir, "uploads");
}
