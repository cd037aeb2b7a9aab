import "server-only";
import type { IncomingMessage } from "node:http";
import { parseAndValidateFlightRouterState } from "next/dist/server/app-render/parse-and-validate-flight-router-state";

const METHODS = ["GET", "HEAD", "POST", "OPTIONS"];

/** What proxy.ts leaves out, but for uploads (a buyer's pictures for a refund too), and for Alipay's notices, which say themselves what they think of a form. */
const TAKES_NO_FORM =
  /^\/(?:api\/(?!(?:alipay\/(?:notify|refund-notify|messages)|orders\/[^/?]+\/refunds\/[^/?]+\/pictures)(?:\?|$))|_next\/|images\/|areas\/|media\/|icon|favicon|manifest|no-script|sw\.js)/;

/** Browsers resolve these before they send an address. Next does so too, but for some of its checks only after others. */
const STEP = /\/(?:\.|%2e){1,2}(?:[/\\?#]|$)/i;

const OF_NEXTS_CLIENT = [
  "rsc",
  "next-router-state-tree",
  "next-router-prefetch",
  "next-router-segment-prefetch",
  "next-url",
  "next-action",
];

/** Where refused requests go instead: app/api/refused answers with the status that it is asked for. */
export const REFUSED_PATH = "/api/refused";

/**
 * Sends what no browser sends to a route that refuses it. Next answers 500 to each of these, with a stack in the log, before any
 * code of ours sees them: methods that a Request cannot have, addresses that do not decode or pass around proxy.ts, an Origin or a router's state that is
 * not one, forms at the addresses of files. A NUL would reach PostgreSQL, whose texts cannot hold it.
 */
export function refuseMalformed(request: Pick<IncomingMessage, "method" | "url" | "headers">): void {
  const status = refusalOf(request);
  if (status === null) return;
  request.method = "GET";
  // To its own client Next would say first where to ask, which is here again.
  for (const name of OF_NEXTS_CLIENT) delete request.headers[name];
  request.url = `${REFUSED_PATH}?status=${status}`;
}

function refusalOf({ method = "", url = "", headers }: Pick<IncomingMessage, "method" | "url" | "headers">): 400 | 405 | null {
  if (!METHODS.includes(method)) return 405;
  if (!isPath(url) || url.includes("%00")) return 400;
  if (method === "POST" && isForm(headers) && TAKES_NO_FORM.test(url)) return 405;
  if (!isRouterState(headers["next-router-state-tree"])) return 400;
  const { origin } = headers;
  return origin === undefined || origin === "null" || URL.canParse(origin) ? null : 400;
}

/** Not `*`, and not with a host in front, as proxies are asked: Next sends those on to nowhere, or throws. */
function isPath(url: string): boolean {
  const [path = ""] = url.split("?", 1);
  if (!path.startsWith("/") || STEP.test(path)) return false;
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

/** Next tries to read an action out of each of these, also where it has nothing but a page that says that nothing is there. */
function isForm(headers: IncomingMessage["headers"]): boolean {
  return headers["next-action"] !== undefined || (headers["content-type"]?.startsWith("multipart/form-data") ?? false);
}

/** What Next's own client sends with its navigations; a check of Next's own, so that both mean the same. */
function isRouterState(header: string | string[] | undefined): boolean {
  try {
    parseAndValidateFlightRouterState(header);
    return true;
  } catch {
    return false;
  }
}
