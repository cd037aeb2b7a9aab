import "server-only";
import type { Route } from "next";
import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { cache } from "react";
import type { z } from "zod";
import type { FormState } from "@/lib/server/action";
import { getShop } from "@/lib/shop/assembly/get-shop";
import type { Owner, Visitor } from "@/lib/shop/owners/owner";
import { findSession } from "@/lib/shop/owners/sessions/find-session";
import type { Session } from "@/lib/shop/owners/sessions/session";
import type { Shop } from "@/lib/shop/shop";
import { formAction } from "../form-action";
import { crossSiteRefusal, mayRead } from "../same-origin";
import { readOwnerCookie } from "./owner-cookies";
import { currentVisitor } from "./visitor";

/** The session of the owner who is logged in; null for everybody else. Read once per request. */
export const currentSession = cache(async (): Promise<Session | null> => findSession(getShop(), await readOwnerCookie("session")));

/** The first line of a page of the back office that shows the owner's own access: as requireOwner. */
export async function requireSession(path = "/admin"): Promise<Session> {
  const session = await currentSession();
  if (session) return session;
  redirect(`/admin/login?next=${encodeURIComponent(path)}` as Route);
}

/** The first line of each page of the back office: sends everybody else to the login, and from there back to `path`. */
export async function requireOwner(path = "/admin"): Promise<Owner> {
  return (await requireSession(path)).owner;
}

/** `shop` knows who acts, so that what its verbs do is in the audit trail. */
export type OwnerContext = { shop: Shop; owner: Owner; session: Session; visitor: Visitor };

/** What an action or a route of the back office works with. */
export async function ownerContext(session: Session): Promise<OwnerContext> {
  const { owner } = session;
  const visitor = await currentVisitor();
  return { shop: { ...getShop(), by: { ownerId: owner.id, login: owner.login, via: "web", ...visitor } }, owner, session, visitor };
}

/**
 * A server action of the back office. The session is checked before the form is read, so no action can forget it;
 * afterwards the page shows the change.
 */
export function ownerAction<Schema extends z.ZodType>(
  schema: Schema,
  run: (input: z.output<Schema>, context: OwnerContext) => Promise<FormState>,
): (previous: FormState, form: FormData) => Promise<FormState> {
  return async (previous, form) => {
    const context = await ownerContext(await requireSession());
    const state = await formAction(schema, (input) => run(input, context))(previous, form);
    if (state?.ok) refresh();
    return state;
  };
}

/**
 * The same for a route handler: strangers are sent to the login, and posts from other sites are refused. `isVisit: false` for what a
 * page asks by itself, which keeps no session alive.
 */
export function ownerRoute<Context>(
  run: (request: Request, context: Context, owner: OwnerContext) => Promise<Response>,
  { isVisit = true } = {},
): (request: Request, context: Context) => Promise<Response> {
  return async (request, context) => {
    const session = isVisit ? await currentSession() : await findSession(getShop(), await readOwnerCookie("session"), { isVisit });
    if (!session) return new Response(null, { status: 303, headers: { Location: "/admin/login" } });
    const isRefused = request.method === "GET" ? !mayRead(request.headers) : await crossSiteRefusal();
    if (isRefused) return new Response(null, { status: 403 });
    return run(request, context, await ownerContext(session));
  };
}
