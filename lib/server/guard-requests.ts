import "server-only";
import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage, Server } from "node:http";

/** What only a proxy may say, and Next believes whoever says it. */
const HEARSAY = ["x-forwarded-host", "x-forwarded-proto", "x-forwarded-port", "forwarded", "x-middleware-subrequest"];

/** A phone on a slow line sends its headers within 15 s and its body within 60 s; who takes longer holds a socket for nothing. */
const HEADERS_TIMEOUT_MS = 15_000;
const REQUEST_TIMEOUT_MS = 60_000;

/**
 * Sees every request before Next does (Node's own http.server.request.start channel). With no trusted proxy in front, the
 * visitor's address is the socket's and forwarding headers are dropped, so that nobody chooses the address that a rate
 * limit counts, or the host that Next compares an action's Origin with.
 */
export function guardRequests({ trustedProxyHops }: { trustedProxyHops: number }): void {
  subscribe("http.server.request.start", (message) => {
    const { request, server } = message as { request: IncomingMessage; server: Server };
    server.headersTimeout = HEADERS_TIMEOUT_MS;
    server.requestTimeout = REQUEST_TIMEOUT_MS;
    distrust(request, trustedProxyHops);
  });
}

/** Exported for its test. */
export function distrust(request: Pick<IncomingMessage, "headers" | "socket">, trustedProxyHops: number): void {
  if (trustedProxyHops > 0) return;
  for (const name of HEARSAY) delete request.headers[name];
  request.headers["x-forwarded-for"] = request.socket.remoteAddress ?? "unknown";
}
