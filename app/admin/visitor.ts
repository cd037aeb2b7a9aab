import "server-only";
import { headers } from "next/headers";
import { clientIp } from "@/app/client-ip";
import type { Visitor } from "@/lib/shop/owners/owner";
import type { Browser } from "@/lib/shop/owners/sessions/open-session";
import { readOwnerCookie } from "./owner-cookies";

/** Whose request this is. */
export async function currentVisitor(): Promise<Visitor> {
  return { ip: await clientIp(), userAgent: (await headers()).get("user-agent") ?? "" };
}

/** The same of a browser that logs in, with the cookies that it brings. */
export async function currentBrowser(): Promise<Browser> {
  const [deviceToken, previousToken] = [await readOwnerCookie("device"), await readOwnerCookie("session")];
  return { ...(await currentVisitor()), deviceToken, previousToken };
}
