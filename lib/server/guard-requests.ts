import "server-only";
import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { isIn, type Networks } from "./address";
import { closeUnread } from "./close-unread";
import { markFromHere } from "./metrics-access";
import { comparedHost, type Place } from "./own-origin";
import { refuseMalformed } from "./refuse-malformed";
import { watchVisitors } from "./visitor-watch";

/** Headers that only a trusted proxy may set; Next believes them whoever sends them. */
const UNTRUSTED_HEADERS = ["x-forwarded-host", "x-forwarded-proto", "x-forwarded-port", "forwarded", "x-middleware-subrequest"];

/** A phone on a slow line sends its headers within 15 s and its body within 60 s; whoever takes longer only holds a socket. */
const HEADERS_TIMEOUT_MS = 15_000;
const REQUEST_TIMEOUT_MS = 60_000;

/** How many proxies stand in front, and in which networks the one that talks to the shop may be. */
export type ProxyTrust = { trustedProxyHops: number; trustedProxies: Networks };

/**
 * Sees every request before Next does (Node's own http.server.request.start channel). Unless a trusted proxy sends it, the
 * visitor's address is the socket's and forwarding headers are dropped, so that no visitor can choose the address that
 * a rate limit counts. The host that Next compares with an action's Origin follows from SHOP_URL, whatever a proxy or a visitor sends.
 */
export function guardRequests({ shopUrl, demo, ...trust }: Place & ProxyTrust): void {
  const visitors = watchVisitors({ shopUrl, trustedProxyHops: trust.trustedProxyHops });
  subscribe("http.server.request.start", (message) => {
    const { request, response, server } = message as { request: IncomingMessage; response: ServerResponse; server: Server };
    server.headersTimeout = HEADERS_TIMEOUT_MS;
    server.requestTimeout = REQUEST_TIMEOUT_MS;
    markFromHere(request);
    const noteVisitor = visitors.look(request);
    dropUntrustedHeaders(request, trust);
    noteVisitor();
    request.headers["x-forwarded-host"] = comparedHost(request.headers, { shopUrl, demo });
    closeUnread(request, response);
    refuseMalformed(request);
  });
}

/** Exported for its test. */
export function dropUntrustedHeaders(
  request: Pick<IncomingMessage, "headers" | "socket">,
  { trustedProxyHops, trustedProxies }: ProxyTrust,
): void {
  if (trustedProxyHops > 0 && isIn(trustedProxies, request.socket.remoteAddress)) return;
  for (const name of UNTRUSTED_HEADERS) delete request.headers[name];
  request.headers["x-forwarded-for"] = request.socket.remoteAddress ?? "unknown";
}
