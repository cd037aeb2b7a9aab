import { cookies } from "next/headers";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { PREVIEW_COOKIE, visitPreview } from "@/lib/shop/opening/preview";

const A_WEEK_S = 7 * 24 * 3600;

/** The owner's link to the shop that is not open yet, as the QR code of the first steps has it: this phone may look in for a week. */
export async function GET(_request: Request, { params }: RouteContext<"/preview/[token]">): Promise<Response> {
  const { token } = await params;
  const shop = getShop();
  if (await visitPreview(shop, token)) {
    const secure = shop.config.shopUrl.startsWith("https:");
    (await cookies()).set(PREVIEW_COOKIE, token, { httpOnly: true, secure, sameSite: "lax", path: "/", maxAge: A_WEEK_S });
  }
  return new Response(null, { status: 303, headers: { Location: "/", "Cache-Control": "no-store" } });
}
