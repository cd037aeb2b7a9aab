import { askForNewPasskey, askForPasskey } from "@/lib/shop/owners/factors/passkey-options";
import { memberRoute } from "../../../member";

/** What the browser asks a passkey of the owner who is logged in: to confirm an action, or to be made. */
export const GET = memberRoute<object>("account", async (request, _context, { shop, member, session }) => {
  const isNew = new URL(request.url).searchParams.get("for") === "register";
  const asked = isNew
    ? await askForNewPasskey(shop, { purpose: `register:${session.id}`, owner: member })
    : await askForPasskey(shop, { purpose: `confirm:${session.id}`, ownerId: member.id });
  return asked.ok ? Response.json(asked.options, { headers: { "Cache-Control": "no-store" } }) : new Response(null, { status: 404 });
});
