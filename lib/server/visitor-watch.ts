import "server-only";
import type { IncomingMessage } from "node:http";
import { plainAddress, visitorIp } from "./address";
import { isLocalHost } from "./local-host";
import { log } from "./log";
import { isHandedOn } from "./metrics-access";
import { isPublicAddress } from "./public-address";

/** An alarm lasts so long after the last visitor who gave reason for it, in ms. */
const LASTS_MS = 3600_000;
const TELL_EVERY_MS = 60_000;
const WATCHING = /^\/api\/(?:health|metrics)\b/;

/** What a visitor seemed to have for an address. */
export type VisitorAlarm = { address: string };
type Where = { shopUrl: string; trustedProxyHops: number };
type Around = { tell: (facts: VisitorAlarm) => void; now: () => number };

export type VisitorWatch = {
  /** Looks at a request as it came over the wire; what it returns is called when the headers that count are the only ones left. */
  look(request: Pick<IncomingMessage, "headers" | "socket" | "url">): () => void;
  /** Whether visitors of a shop on the internet have lately seemed to be neighbours of the machine. */
  alarm(): VisitorAlarm | null;
};

/**
 * Watches for visitors of a public shop whose address is nobody's on the internet: a proxy that does not tell who comes, or of which
 * the shop does not know, makes all shoppers one, so that they share every limit. `tell` is called once a minute at most.
 */
export function createVisitorWatch({ shopUrl, trustedProxyHops }: Where, { tell, now }: Around): VisitorWatch {
  const { host, hostname } = new URL(shopUrl);
  const isPublic = !isLocalHost(hostname);
  let last: { address: string; at: number } | null = null;
  let toldAt = Number.NEGATIVE_INFINITY;
  const note = (address: string) => {
    const at = now();
    last = { address, at };
    if (at - toldAt < TELL_EVERY_MS) return;
    toldAt = at;
    tell({ address });
  };
  return {
    look({ headers, socket, url = "" }) {
      // What a balancer or a monitor asks, it asks for nobody else. The shop's own requests for its pages come over no network.
      const isByName = headers.host === host && !WATCHING.test(url);
      const isVisit = isPublic && socket.remoteAddress !== undefined && (isByName || isHandedOn(headers));
      return () => {
        const address = isVisit ? plainAddress(visitorIp(headers["x-forwarded-for"], trustedProxyHops)) : null;
        if (address !== null && !isPublicAddress(address)) note(address);
      };
    },
    alarm: () => (last && now() - last.at < LASTS_MS ? { address: last.address } : null),
  };
}

/** Kept on globalThis, since Next loads modules twice. */
const globals = globalThis as typeof globalThis & { xiaopuVisitors?: VisitorWatch };

/** The watch of this process. Called once, at boot. */
export function watchVisitors(where: Where): VisitorWatch {
  const tell = (facts: VisitorAlarm) =>
    log.error(facts, "visitors seem to come from this machine's own network, so that all of them share one limit: see TRUSTED_PROXY_HOPS");
  globals.xiaopuVisitors ??= createVisitorWatch(where, { tell, now: Date.now });
  return globals.xiaopuVisitors;
}

/** What the watch of this process has seen lately; null before it was begun. */
export function visitorAlarm(): VisitorAlarm | null {
  return globals.xiaopuVisitors?.alarm() ?? null;
}
