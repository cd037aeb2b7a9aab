import "server-only";
import { headers } from "next/headers";
import { visitorIp } from "@/lib/server/address";
import { getShop } from "@/lib/shop/assembly/get-shop";

/**
 * The visitor's address, for rate limits. With no proxy in front, x-forwarded-for is the socket's address (lib/server/guard-requests.ts);
 * with TRUSTED_PROXY_HOPS of them, the entry that the outermost one added is the visitor's; entries to the left of it are not trusted.
 */
export async function clientIp(): Promise<string> {
  return ipOf(await headers());
}

export function ipOf(list: Headers): string {
  return visitorIp(list.get("x-forwarded-for"), getShop().config.trustedProxyHops);
}
