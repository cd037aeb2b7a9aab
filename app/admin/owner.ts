import "server-only";
import type { Route } from "next";
import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { cache } from "react";
import type { z } from "zod";
import type { FormState } from "@/lib/server/action";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { findSession } from "@/lib/shop/owners/find-session";
import type { Owner } from "@/lib/shop/owners/owner";
import type { Shop } from "@/lib/shop/shop";
import { formAction } from "../form-action";
import { crossSiteRefusal } from "../same-origin";
import { readSessionToken } from "./session-cookie";

/** The owner who is logged in; null for everybody else. Read once per request. */
export const currentOwner = cache(async (): Promise<Owner | null> => findSession(getShop(), await readSessionToken()));

/** The first line of each page of the back office: sends everybody else to the login, and from there back to `path`. */
export async function requireOwner(path = "/admin"): Promise<Owner> {
  const owner = await currentOwner();
  if (owner) return owner;
  redirect(`/admin/login?next=${encodeURIComponent(path)}` as Route);
}

type OwnerContext = { shop: Shop; owner: Owner };

/**
 * A server action of the back office. The session is checked before the form is read, so no action can forget it;
 * afterwards the page shows the change.
 */
export function ownerAction<Schema extends z.ZodType>(
  schema: Schema,
  run: (input: z.output<Schema>, context: OwnerContext) => Promise<FormState>,
): (previous: FormState, form: FormData) => Promise<FormState> {
  return async (previous, form) => {
    const owner = await requireOwner();
    const state = await formAction(schema, (input) => run(input, { shop: getShop(), owner }))(previous, form);
    if (state?.ok) refresh();
    return state;
  };
}

/** The same for a route handler: strangers are sent to the login, and posts from other sites are refused. */
export function ownerRoute<Context>(
  run: (request: Request, context: Context, owner: OwnerContext) => Promise<Response>,
): (request: Request, context: Context) => Promise<Response> {
  return async (request, context) => {
    const owner = await currentOwner();
    if (!owner) return new Response(null, { status: 303, headers: { Location: "/admin/login" } });
    if (await crossSiteRefusal()) return new Response(null, { status: 403 });
    return run(request, context, { shop: getShop(), owner });
  };
}
