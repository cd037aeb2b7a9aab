import "server-only";
import { headers } from "next/headers";
import { getShop } from "@/lib/shop/get-shop";

/**
 * Whom a rate limit counts. Next.js sets x-forwarded-for to the socket's address when nothing stands in front; with
 * TRUSTED_PROXY_HOPS proxies, the entry that the outermost of them added is the visitor's, and what is left of it is hearsay.
 */
export async function clientIp(): Promise<string> {
  return ipOf(await headers());
}

export function ipOf(list: Headers): string {
  const hops = (list.get("x-forwarded-for") ?? "").split(",").map((hop) => hop.trim());
  const fromRight = Math.max(1, getShop().config.trustedProxyHops);
  return hops.at(-fromRight) || hops[0] || "unknown";
}
