import { type NextRequest, NextResponse } from "next/server";
import { refusalOf } from "@/app/same-origin";
import { appText } from "@/app/text";
import { SAID } from "@/components/said";
import { currentLanguage } from "@/lib/language/language";
import { checkActionBody } from "@/lib/server/check-action-body";
import { getShop } from "@/lib/shop/assembly/get-shop";

const READING = ["GET", "HEAD"];

/**
 * Gives every page a Content-Security-Policy with a nonce of its own (in those that are kept, lib/server/pages makes hashes of it), and refuses posts from other sites, and forms that are none,
 * before Next, which would answer them with 500. It guards nothing else: each page, action and route checks who may do what. Callbacks, files and
 * uploads do not pass here (see the matcher): of whatever does, Next keeps the body, and answers only after its last byte.
 */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  // Next hands a sentence on to a form's own script only under exactly this type; elsewhere the browser must know the letters.
  const type = request.headers.has("next-action") ? "text/plain" : "text/plain; charset=utf-8";
  const before = request.headers.has("next-action") ? SAID : "";
  const refuse = (sentence: string, status: number) => new NextResponse(before + sentence, { status, headers: { "Content-Type": type } });
  const refusal = READING.includes(request.method) ? null : refusalOf(request.headers);
  if (refusal) return refuse(refusal, 403);
  const problem = await checkActionBody(request);
  if (problem) return problem === "too_big" ? refuse(appText.tooBig, 413) : refuse(appText.malformed, 400);
  const nonce = btoa(crypto.randomUUID());
  const policy = policyFor(nonce);
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set("Content-Security-Policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("Content-Security-Policy", policy);
  response.headers.set("Content-Language", currentLanguage());
  return response;
}

function policyFor(nonce: string): string {
  // biome-ignore lint/style/noProcessEnv: a constant of the build; React's development build needs eval.
  const isDev = process.env.NODE_ENV === "development";
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDev ? " 'unsafe-eval'" : ""}`,
    "style-src 'self' 'unsafe-inline'",
    "worker-src 'self'",
    "img-src 'self' data: blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    // A payment form is redirected to the cashier, and browsers check the redirect against this list too.
    `form-action 'self' ${getShop().config.cashierOrigins.join(" ")}`,
  ].join("; ");
}

export const config = {
  // Next reads this without running it. The uploads are those of app/most-bytes.ts; a test compares the two.
  matcher: [
    "/((?!api/|_next/|images/|areas/|media/|icon\\.png$|favicon\\.ico$|manifest\\.webmanifest$|no-script\\.css$|sw\\.js$)(?!admin/(?:products/(?:[^/]+/pictures|import)|orders/shipments/import|categories/[^/]+/icon|settings/pictures/[^/]+)$).*)",
  ],
};
