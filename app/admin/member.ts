import "server-only";
import type { Route } from "next";
import { refresh } from "next/cache";
import { forbidden, redirect } from "next/navigation";
import { cache } from "react";
import type { z } from "zod";
import type { FormState } from "@/lib/server/action";
import { getShop } from "@/lib/shop/assembly/get-shop";
import type { Member, Visitor } from "@/lib/shop/owners/owner";
import { type Capability, may } from "@/lib/shop/owners/role";
import { findSession } from "@/lib/shop/owners/sessions/find-session";
import type { Session } from "@/lib/shop/owners/sessions/session";
import type { Shop } from "@/lib/shop/shop";
import { formAction } from "../form-action";
import { crossSiteRefusal, mayRead } from "../same-origin";
import { readOwnerCookie } from "./owner-cookies";
import { text } from "./text";
import { currentVisitor } from "./visitor";

/** The session of whoever is logged in; null for everybody else. Read once per request. */
export const currentSession = cache(async (): Promise<Session | null> => findSession(getShop(), await readOwnerCookie("session")));

/** Whether whoever looks may do this; false for strangers. */
export async function allows(capability: Capability): Promise<boolean> {
  const session = await currentSession();
  return session !== null && may(session.owner, capability);
}

/** The first line of a page of the back office that shows somebody's own access: as requireMember. */
export async function requireSession(capability: Capability, path = "/admin"): Promise<Session> {
  const session = await loggedIn(path);
  if (!may(session.owner, capability)) forbidden();
  return session;
}

/**
 * The first line of each page of the back office: strangers are sent to the login, and from there back to `path`; people who may not do
 * this are told so (403).
 */
export async function requireMember(capability: Capability, path = "/admin"): Promise<Member> {
  return (await requireSession(capability, path)).owner;
}

async function loggedIn(path: string): Promise<Session> {
  const session = await currentSession();
  if (session) return session;
  redirect(`/admin/login?next=${encodeURIComponent(path)}` as Route);
}

/** `shop` knows who acts, so that what its verbs do is in the audit trail. */
export type MemberContext = { shop: Shop; member: Member; session: Session; visitor: Visitor };

/** What an action or a route of the back office works with. */
async function memberContext(session: Session): Promise<MemberContext> {
  const { id: ownerId, login, name } = session.owner;
  const visitor = await currentVisitor();
  return { shop: { ...getShop(), by: { ownerId, login, name, via: "web", ...visitor } }, member: session.owner, session, visitor };
}

/**
 * A server action of the back office. Who it is and may do is checked before the form is read, so no action can forget it;
 * afterwards the page shows the change.
 */
export function memberAction<Schema extends z.ZodType>(
  capability: Capability,
  schema: Schema,
  run: (input: z.output<Schema>, context: MemberContext) => Promise<FormState>,
): (previous: FormState, form: FormData) => Promise<FormState> {
  return async (previous, form) => {
    const context = await memberContext(await loggedIn("/admin"));
    if (!may(context.member, capability)) return { ok: false, message: text.forbidden };
    const state = await formAction(schema, (input) => run(input, context))(previous, form);
    if (state?.ok) refresh();
    return state;
  };
}

/**
 * The same for a route handler: strangers are sent to the login, and posts from other sites are refused. `isVisit: false` for what a
 * page asks by itself, which keeps no session alive.
 */
export function memberRoute<Context>(
  capability: Capability,
  run: (request: Request, context: Context, who: MemberContext) => Promise<Response>,
  { isVisit = true } = {},
): (request: Request, context: Context) => Promise<Response> {
  return async (request, context) => {
    const session = isVisit ? await currentSession() : await findSession(getShop(), await readOwnerCookie("session"), { isVisit });
    if (!session) return new Response(null, { status: 303, headers: { Location: "/admin/login" } });
    if (!may(session.owner, capability)) return refusal();
    const isRefused = request.method === "GET" ? !mayRead(request.headers) : await crossSiteRefusal();
    if (isRefused) return new Response(null, { status: 403 });
    return run(request, context, await memberContext(session));
  };
}

function refusal(): Response {
  return new Response(text.forbidden, {
    status: 403,
    headers: { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store" },
  });
}
