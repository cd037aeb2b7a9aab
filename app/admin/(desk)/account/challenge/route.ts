import { askForNewPasskey, askForPasskey } from "@/lib/shop/owners/factors/passkey-options";
import { ownerRoute } from "../../../owner";

/** What the browser asks a passkey of the owner who is logged in: to confirm an action, or to be made. */
export const GET = ownerRoute<object>(async (request, _context, { shop, owner, session }) => {
  const isNew = new URL(request.url).searchParams.get("for") === "register";
  const asked = isNew
    ? await askForNewPasskey(shop, { purpose: `register:${session.id}`, owner })
    : await askForPasskey(shop, { purpose: `confirm:${session.id}`, ownerId: owner.id });
  return asked.ok ? Response.json(asked.options, { headers: { "Cache-Control": "no-store" } }) : new Response(null, { status: 404 });
});
