import "server-only";
import { createHash, randomUUID, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { isLoopback } from "./public-address";

/** Who may read the figures: whoever knows the token (null: nobody does), and where that is enough, this machine's own programs. */
export type MetricsAccess = { tokenHash: string | null; fromHere: boolean };

const MARK_HEADER = "x-from-here";
/** What a proxy writes down of the request that it hands on. */
const FORWARDING = /^(?:x-forwarded-|x-real-ip$|forwarded$|via$|cf-|true-client-ip$)/;
/** Names of this machine, as a program on it writes them. */
const OWN_NAMES = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])(?::\d+)?$/i;

/** Nobody outside can guess it. Kept on globalThis, since Next loads modules twice. */
const globals = globalThis as typeof globalThis & { xiaopuFromHere?: string };
globals.xiaopuFromHere ??= randomUUID();
const mark = globals.xiaopuFromHere;

/**
 * Marks a request that a program on this machine has sent itself: by its socket, and not handed on for somebody else. Looks at what
 * came over the wire, so it is called before anything in the headers is changed. Everybody else's mark is taken away.
 */
export function markFromHere({ headers, socket }: Pick<IncomingMessage, "headers" | "socket">): void {
  delete headers[MARK_HEADER];
  if (isLoopback(socket.remoteAddress ?? "") && !isHandedOn(headers) && OWN_NAMES.test(headers.host ?? "")) headers[MARK_HEADER] = mark;
}

/** Whether a proxy wrote down that it hands a request on for somebody else. */
export function isHandedOn(headers: IncomingMessage["headers"]): boolean {
  return Object.keys(headers).some((name) => FORWARDING.test(name));
}

/** Whether these are the headers of somebody who may read the figures. */
export function mayReadMetrics(headers: Pick<Headers, "get">, { tokenHash, fromHere }: MetricsAccess): boolean {
  if (fromHere && headers.get(MARK_HEADER) === mark) return true;
  const token = /^Bearer (\S+)$/i.exec(headers.get("authorization") ?? "")?.[1];
  if (token === undefined || tokenHash === null) return false;
  return timingSafeEqual(Buffer.from(hashOf(token)), Buffer.from(tokenHash));
}

/** Reads the configuration: the token, and whether the shop is behind a proxy that is not declared. */
export function metricsAccess({ token, isProxied, hops }: { token: string | undefined; isProxied: boolean; hops: number }): MetricsAccess {
  // A proxy that is not declared need not say that it hands something on: then whoever comes from this machine may be anybody.
  return { tokenHash: token === undefined ? null : hashOf(token), fromHere: !isProxied || hops > 0 };
}

function hashOf(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
