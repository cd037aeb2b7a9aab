import "server-only";
import type { IncomingMessage } from "node:http";

const METHODS = ["GET", "HEAD", "POST", "OPTIONS"];

/** Where refused requests go instead: app/api/refused answers with the status that it is asked for. */
export const REFUSED_PATH = "/api/refused";

/**
 * Sends what no browser sends to a route that refuses it. Next answers 500 to each of these, with a stack in the log, before any
 * code of ours sees them: methods that a Request cannot have, addresses that do not decode, an Origin that is not one. A NUL
 * would reach PostgreSQL, whose texts cannot hold it.
 */
export function refuseMalformed(request: Pick<IncomingMessage, "method" | "url" | "headers">): void {
  const status = refusalOf(request);
  if (status === null) return;
  request.method = "GET";
  request.url = `${REFUSED_PATH}?status=${status}`;
}

function refusalOf({ method = "", url = "", headers }: Pick<IncomingMessage, "method" | "url" | "headers">): 400 | 405 | null {
  if (!METHODS.includes(method)) return 405;
  if (!isDecodable(url) || url.includes("%00")) return 400;
  const { origin } = headers;
  return origin === undefined || origin === "null" || URL.canParse(origin) ? null : 400;
}

function isDecodable(url: string): boolean {
  try {
    decodeURIComponent(url.split("?", 1)[0] ?? "");
    return true;
  } catch {
    return false;
  }
}
