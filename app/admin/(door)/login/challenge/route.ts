import { getShop } from "@/lib/shop/assembly/get-shop";
import { askForPasskey } from "@/lib/shop/owners/factors/passkey-options";
import { askForSecondPasskey } from "@/lib/shop/owners/login/second-step";
import { readOwnerCookie } from "../../../owner-cookies";

/** What the browser asks a passkey for a login, alone or as its second step. It says nothing of who the owner is. */
export async function GET(request: Request): Promise<Response> {
  const isSecond = new URL(request.url).searchParams.get("for") === "second";
  const asked = isSecond
    ? await askForSecondPasskey(getShop(), await readOwnerCookie("pending"))
    : await askForPasskey(getShop(), { purpose: "login", ownerId: null });
  return asked.ok ? Response.json(asked.options, { headers: { "Cache-Control": "no-store" } }) : new Response(null, { status: 404 });
}
