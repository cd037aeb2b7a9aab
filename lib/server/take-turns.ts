import "server-only";
import { AsyncResource } from "node:async_hooks";
import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { performance } from "node:perf_hooks";
import { turnKey, visitorIp, visitorKey } from "./address";
import type { AnswerDirectly } from "./answer-directly";
import { FOR_EVERYBODY } from "./for-everybody";
import { isFile, publicFiles } from "./is-file";
import { logLimit } from "./log-limit";
import { counter, gauge, onRead } from "./metrics/registry";
import { isAnnouncedTooLong, type LongForms, refuseLongForm } from "./refuse-long-forms";
import { givePass, hasPass } from "./turn-pass";
import { createTurns, type Turns } from "./turns";
import { whenRead } from "./when-read";

/** `address`: the visitor's. */
export type Asked = { request: IncomingMessage; response: ServerResponse; address: string };

/** The pages that are kept for everybody (lib/server/pages). */
export type PublicPages = {
  /** Answers with a page that is kept, if it may; true when that is done. */
  answerNow(request: IncomingMessage, response: ServerResponse): boolean;
  /**
   * Answers with a page that is kept, or is made and kept now. Calls `handOn` for anything else, unless nobody waits for it any
   * more. When it resolves, nothing is under way for the asker that would not end with the connection; it never rejects.
   */
  answer(asked: Asked, handOn: () => void): Promise<void>;
  /** Whether the request is of these pages' own. Of any other one the header that says so is taken away. */
  isOwn(request: IncomingMessage): boolean;
};

export type TakeTurns = {
  /** How many pages and forms are worked on at the same time. */
  requestsAtOnce: number;
  /** How many of one address may wait for their turn. */
  waitingPerAddress: number;
  trustedProxyHops: number;
  /** What a visitor reads for whom there is no room. */
  busy: () => string;
  /** The pages that are kept for everybody, of a server; null: none are. */
  pagesOf: ((server: Server) => PublicPages) | null;
  longForms?: LongForms | null;
  /** Answers, when its turn has come, what needs nothing of Next. */
  direct?: AnswerDirectly | null;
  /** Runs the work for a request in what it has around it: the language of its visitor, its query as it was sent. */
  around?: Around;
};

export type Around = (request: IncomingMessage, work: () => boolean) => boolean;

/** Long enough for a page of a busy server; whoever needs longer waits for somebody else meanwhile: a gateway, a slow line. */
const TURN_MS = 150;
/** From this share of the time on, a page that is not ready has not been waiting, but had too little of the processor. */
const USED_UP = 0.9;
/** A poll reads one order, then it waits for news. */
const POLL_TURN_MS = 20;
/** Notices and polls are less work than pages, and wait for the database most of the time: so many times as many. */
const LIGHT = 4;

/** No browser and no proxy sends more requests than this on one connection without waiting for their answers. */
const LONGEST_LINE = 8;

const NOTICES = /^\/api\/alipay\/(?:notify|refund-notify|messages)(?:\?|$)/;
const POLLS = /^\/api\/orders\/[^/?]+\/status(?:\?|$)/;

const turnsTaken = gauge("turns_running", { help: "Requests that are being worked on.", labels: ["kind"] });
const turnsAwaited = gauge("turns_waiting", { help: "Requests that wait for their turn.", labels: ["kind"] });
const refused = counter("turns_refused_total", { help: "Requests that were answered 503, since too many of their address wait." });

const guarded = new WeakSet<Server>();

/**
 * Lets the visitors' networks take turns in front of Next. One process makes everybody's pages, in the order of asking, so that
 * whoever asks without a pause would have nearly all of it; here a stranger's thousand requests delay a shopper's by one. Alipay's
 * notices, the pages that wait for news and all else are three kinds with places of their own, so that none waits behind another.
 */
export function takeTurns(options: TakeTurns): void {
  const { requestsAtOnce, waitingPerAddress, trustedProxyHops, busy, pagesOf, longForms, direct, around } = options;
  const kind = (atOnce: number, perNetwork: number, turnMs: number) =>
    createTurns({ atOnce, perNetwork, waitingPerAddress, turnMs, watchProcessor });
  const half = Math.floor(requestsAtOnce / 2);
  const kinds = {
    pages: kind(requestsAtOnce, half, TURN_MS),
    notices: kind(LIGHT * requestsAtOnce, requestsAtOnce, TURN_MS),
    polls: kind(LIGHT * requestsAtOnce, LIGHT * half, POLL_TURN_MS),
  };
  onRead("turns", () => {
    for (const [name, turns] of Object.entries(kinds)) {
      const { running, waiting } = turns.standing();
      turnsTaken.set({ kind: name }, running);
      turnsAwaited.set({ kind: name }, waiting);
    }
  });
  const files = publicFiles();
  const turnsOf = (request: IncomingMessage) => (isFile(request, files) ? null : turnsFor(kinds, request.url ?? "/"));
  subscribe("http.server.request.start", (message) => {
    const { server } = message as { server: Server };
    if (guarded.has(server)) return;
    guarded.add(server);
    guardServer(server, { turnsOf, trustedProxyHops, busy, longForms, direct, around, pages: pagesOf?.(server) ?? null });
  });
}

/** Whether the thread that makes the pages had nearly no pause. */
function watchProcessor(): () => boolean {
  const before = performance.eventLoopUtilization();
  return () => performance.eventLoopUtilization(before).utilization > USED_UP;
}

function turnsFor({ notices, polls, pages }: Record<"notices" | "polls" | "pages", Turns>, url: string): Turns {
  if (NOTICES.test(url)) return notices;
  return POLLS.test(url) ? polls : pages;
}

type Guard = {
  turnsOf: (request: IncomingMessage) => Turns | null;
  trustedProxyHops: number;
  busy: () => string;
  pages?: PublicPages | null;
  longForms?: LongForms | null;
  direct?: AnswerDirectly | null | undefined;
  around?: Around | undefined;
};

/**
 * Hands each request on to the server's own listeners when its turn has come. A page that is kept costs less than to wait, so it needs no
 * turn; to make one does, but the shop's own request for it has that of whoever wants it. Exported for its test.
 */
export function guardServer(
  server: Server,
  { turnsOf, trustedProxyHops, busy, longForms = null, pages = null, direct = null, around = (_request, work) => work() }: Guard,
): void {
  // Next listens for these in production as well, and then leaves the connection open for ever. Unheard, they are requests like others.
  // biome-ignore lint/style/noProcessEnv: a constant of the build; in development pages are renewed over such a connection.
  if (process.env.NODE_ENV !== "development") server.removeAllListeners("upgrade");
  const emit = server.emit as (...args: unknown[]) => boolean;
  const guard = (request: IncomingMessage, response: ServerResponse): boolean => {
    const handOn = () => direct?.(request, response) || emit.apply(server, ["request", request, response]);
    // Later, when the body has been read, it is nobody's context.
    const [busyWords, tooLong] = [busy(), longForms?.tooLong(request) ?? ""];
    if (!pages) delete request.headers[FOR_EVERYBODY];
    if (pages?.isOwn(request)) return handOn();
    if (response.socket && pages?.answerNow(request, response)) return true;
    if (hasPass(request)) return handOn();
    const most = longForms?.mostBytes(request) ?? null;
    const refuse = () => refuseLongForm(request, response, tooLong);
    if (isAnnouncedTooLong(request, most)) {
      refuse();
      return true;
    }
    const turns = turnsOf(request);
    const address = visitorIp(request.headers["x-forwarded-for"], trustedProxyHops);
    const visitor = { network: turnKey(address), address: visitorKey(address) };
    // Turns begin where another visitor's answer ends, in whose context React's cache() would still find that visitor's session.
    const begin = AsyncResource.bind(() => {
      givePass(request, response);
      if (pages && turns) return pages.answer({ request, response, address }, handOn);
      handOn();
      return undefined;
    });
    const wait = () => (turns ? waitForTurn(turns, visitor, { response, busy: busyWords, begin }) : begin());
    const whenComplete = (go: () => void) => (turns ? whenRead(request, most, { go, refuse }) : go());
    if (response.socket) whenComplete(wait);
    else if (isInLine(request.socket, response)) whenComplete(() => whenFirst(response, wait));
    else refuseBusy(response, busyWords);
    return true;
  };
  server.emit = (event: string, ...args: unknown[]) => {
    if (event !== "request") return emit.apply(server, [event, ...args]);
    const [request, response] = args as [IncomingMessage, ServerResponse];
    return around(request, () => guard(request, response));
  };
}

type Turn = { response: ServerResponse; busy: string; begin: () => Promise<void> | undefined };

function waitForTurn(turns: Turns, visitor: { network: string; address: string }, { response, busy, begin }: Turn): void {
  if (response.closed) return; // gone before its body was there
  const leave = turns.enter(visitor, (done) => {
    // As soon as the answer is handed over: how slowly somebody reads it is nobody else's matter.
    response.once("prefinish", done);
    const work = begin();
    // Whoever goes away leaves a page in the making, which is as much work as one that is waited for.
    response.once("close", () => (work ? work.then(done) : done()));
  });
  if (leave) response.once("close", leave);
  else refuseBusy(response, busy);
}

const lines = new WeakMap<Socket, number>();

/** Of requests that are sent before the answer to the one before on their connection, a few may wait for it. */
function isInLine(socket: Socket, response: ServerResponse): boolean {
  const length = lines.get(socket) ?? 0;
  if (length >= LONGEST_LINE) return false;
  lines.set(socket, length + 1);
  response.once("socket", () => lines.set(socket, (lines.get(socket) ?? 1) - 1));
  return true;
}

/** Calls `go` when the answer has the connection to itself: before, it could not be handed over, nor is it known who has gone away. */
function whenFirst(response: ServerResponse, go: () => void): void {
  if (response.socket || response.closed) go();
  else response.once("socket", go);
}

function refuseBusy(response: ServerResponse, busy: string): void {
  refused.inc();
  logLimit("waiting requests of an address");
  response.writeHead(503, {
    "Content-Type": "text/plain; charset=utf-8",
    "Content-Length": Buffer.byteLength(busy),
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
    "Retry-After": "2",
    Connection: "close",
  });
  response.end(busy);
}
