import "server-only";
import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage, Server } from "node:http";
import { comparedHost, type Place } from "./own-origin";

/** Headers that only a trusted proxy may set; Next believes them whoever sends them. */
const UNTRUSTED_HEADERS = ["x-forwarded-host", "x-forwarded-proto", "x-forwarded-port", "forwarded", "x-middleware-subrequest"];

/** A phone on a slow line sends its headers within 15 s and its body within 60 s; whoever takes longer only holds a socket. */
const HEADERS_TIMEOUT_MS = 15_000;
const REQUEST_TIMEOUT_MS = 60_000;

/**
 * Sees every request before Next does (Node's own http.server.request.start channel). With no trusted proxy in front, the
 * visitor's address is the socket's and forwarding headers are dropped, so that no visitor can choose the address that
 * a rate limit counts. The host that Next compares with an action's Origin follows from SHOP_URL, whatever a proxy or a visitor sends.
 */
export function guardRequests({ trustedProxyHops, ...place }: Place & { trustedProxyHops: number }): void {
  subscribe("http.server.request.start", (message) => {
    const { request, server } = message as { request: IncomingMessage; server: Server };
    server.headersTimeout = HEADERS_TIMEOUT_MS;
    server.requestTimeout = REQUEST_TIMEOUT_MS;
    dropUntrustedHeaders(request, trustedProxyHops);
    request.headers["x-forwarded-host"] = comparedHost(request.headers, place);
  });
}

/** Exported for its test. */
export function dropUntrustedHeaders(request: Pick<IncomingMessage, "headers" | "socket">, trustedProxyHops: number): void {
  if (trustedProxyHops > 0) return;
  for (const name of UNTRUSTED_HEADERS) delete request.headers[name];
  request.headers["x-forwarded-for"] = request.socket.remoteAddress ?? "unknown";
}
