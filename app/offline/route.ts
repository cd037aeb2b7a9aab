import { nameOf } from "@/lib/shop/profile/profile";
import { currentProfile } from "../current-profile";
import { offlinePage } from "./offline-page";

/** What a phone without a network shows in the place of a page of the shop (public/sw.js keeps a copy of it). */
export async function GET(request: Request): Promise<Response> {
  const page = offlinePage(nameOf(await currentProfile()), request.headers.get("x-nonce") ?? "");
  return new Response(page, { headers: { "Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store" } });
}
