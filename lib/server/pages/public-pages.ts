import "server-only";
import { randomBytes } from "node:crypto";
import type { IncomingMessage, OutgoingHttpHeaders, Server, ServerResponse } from "node:http";
import type { Hearing } from "../hear";
import { logLimit } from "../log-limit";
import type { PublicPages } from "../take-turns";
import { createAskServer, type OwnAnswer } from "./ask-server";
import { FOR_EVERYBODY } from "./for-everybody";
import { type Body, type Encoding, type KeptPage, keepPage } from "./kept-page";
import { createPageStore, type PageStore } from "./page-store";

/** shown: one of few addresses · asked: one of endlessly many, whose pages must not push out the others. */
export type PageKind = "shown" | "asked";

export type PublicPagesOptions = {
  /** What kind of page is at an address; null: none that is the same for everybody, or not the one way to write its address. */
  kindOf: (url: string) => PageKind | null;
  /** Whether news were heard; the news themselves go to `hear`. */
  hearing: Hearing;
  /** How much all kept pages may take up, in bytes. */
  mostBytes: number;
  /** The host of the pages' addresses, for their own requests. */
  host: string;
  /** Who has one of these cookies sees pages of their own. */
  ownPageCookies: readonly string[];
  /** Who has this cookie gets the page with `attribute` in its first tag. */
  marked: { cookie: string; attribute: string };
};

/** What news do: changed: what was made before is shown no more · counted: it may be shown for some moments. */
export type News = "changed" | "counted";

/** How old a page may be that is shown although numbers on it may have moved, in ms. */
const COUNTED_MS = 500;
/** Made anew after this time in any case, in ms: nothing on these pages is known to depend on the clock. */
const LONGEST_MS = 10 * 60_000;
/** The part of the room that pages take of which there are endlessly many. */
const ASKED_SHARE = 0.25;
/** With these a browser asks for something else than a document. */
const OF_NEXTS_CLIENT = [
  "rsc",
  "next-action",
  "next-router-prefetch",
  "next-router-segment-prefetch",
  "next-router-state-tree",
  "next-url",
];
/**
 * Next sends its pages to browsers in pieces, with scripts that put them into their places. To those who read no scripts, of which this is
 * one, it sends them whole; and a whole page needs no script to be read.
 */
const READER = "Bingbot (the shop itself, making a page for everybody)";
/** A request of a browser says more, but nothing else that a page may depend on: what is kept must be the same whoever asked first. */
const OWN_HEADERS = { accept: "text/html", "user-agent": READER };

type Dated = KeptPage & { beganAt: number; counts: number };
type Making = { changes: number; result: Promise<Dated | OwnAnswer> };

/**
 * Keeps the pages that are the same for everybody, in front of Next: each is made by a request of the shop's own, which has no cookie and
 * nothing else of a visitor's, so that no visitor can put anything into a page of others. `hear` is called with news of changes, `forServer`
 * with each server.
 */
export function createPublicPages(options: PublicPagesOptions): { hear: (news: News) => void; forServer: (server: Server) => PublicPages } {
  const { mostBytes } = options;
  const onFull = () => logLimit("kept pages");
  const stores: Record<PageKind, PageStore<Dated>> = {
    shown: createPageStore(mostBytes * (1 - ASKED_SHARE), onFull),
    asked: createPageStore(mostBytes * ASKED_SHARE, onFull),
  };
  const state: State = { stores, making: new Map(), changes: 0, counts: 0, pass: randomBytes(32).toString("base64url") };
  return {
    hear(news) {
      if (news === "counted") state.counts++;
      else {
        state.changes++;
        for (const store of Object.values(stores)) store.clear();
      }
    },
    forServer: (server) => serve(state, options, createAskServer(server)),
  };
}

type State = {
  stores: Record<PageKind, PageStore<Dated>>;
  making: Map<string, Making>;
  /** How much was heard of each kind of news. */
  changes: number;
  counts: number;
  pass: string;
};

function serve(state: State, options: PublicPagesOptions, ask: ReturnType<typeof createAskServer>): PublicPages {
  const { kindOf, hearing, host, ownPageCookies, marked } = options;
  const seesOwnPages = cookiePattern(ownPageCookies);
  const isMarked = cookiePattern([marked.cookie]);
  const { stores, making } = state;

  const isForAll = ({ method, headers }: IncomingMessage) =>
    (method === "GET" || method === "HEAD") &&
    OF_NEXTS_CLIENT.every((name) => headers[name] === undefined) &&
    !seesOwnPages.test(headers.cookie ?? "");

  const keptAt = (url: string) => {
    const page = stores.shown.get(url) ?? stores.asked.get(url);
    if (!page) return null;
    const age = performance.now() - page.beganAt;
    return age < (page.counts === state.counts ? LONGEST_MS : COUNTED_MS) ? page : null;
  };

  const make = async (url: string, kind: PageKind): Promise<Dated | OwnAnswer> => {
    const { changes, counts } = state;
    const beganAt = performance.now();
    const answer = await ask(url, { ...OWN_HEADERS, host, [FOR_EVERYBODY]: state.pass });
    const page = keepPage(answer, marked.attribute);
    if (!page) return answer;
    const dated = Object.assign(page, { beganAt, counts });
    if (changes === state.changes) stores[kind].set(url, dated);
    return dated;
  };

  /** One at a time makes a page; whoever comes after a change waits for none that was begun before. */
  const bring = (url: string, kind: PageKind): Promise<Dated | OwnAnswer> => {
    const underWay = making.get(url);
    if (underWay?.changes === state.changes) return underWay.result;
    const one: Making = { changes: state.changes, result: make(url, kind) };
    making.set(url, one);
    const over = () => making.get(url) === one && making.delete(url);
    one.result.then(over, over);
    return one.result;
  };

  const give = async (request: IncomingMessage, response: ServerResponse, page: Dated) => {
    const form = formOf(request);
    const body = page.ready(...form) ?? (await page.make(...form));
    for (const store of Object.values(stores)) store.weigh();
    send(request, response, body);
  };
  const formOf = ({ headers }: IncomingMessage): [isMarked: boolean, encoding: Encoding] => [
    isMarked.test(headers.cookie ?? ""),
    encodingFor(headers["accept-encoding"]),
  ];

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<boolean> => {
    const url = request.url ?? "";
    const kind = isForAll(request) ? kindOf(url) : null;
    if (!kind || !(await hearing.makeSure())) return false;
    const brought = keptAt(url) ?? (await bring(url, kind));
    if ("make" in brought) await give(request, response, brought);
    else relay(request, response, brought);
    return true;
  };

  return {
    isOwn({ headers }) {
      if (headers[FOR_EVERYBODY] === state.pass) return true;
      delete headers[FOR_EVERYBODY];
      return false;
    },
    answerNow(request, response) {
      const page = isForAll(request) ? keptAt(request.url ?? "") : null;
      const body = page?.ready(...formOf(request));
      if (!body || !hearing.isSure()) return false;
      send(request, response, body);
      return true;
    },
    answer(request, response, handOn) {
      answer(request, response).then(
        (isDone) => isDone || handOn(),
        () => (response.headersSent ? response.destroy() : handOn()),
      );
    },
  };
}

function cookiePattern(names: readonly string[]): RegExp {
  return new RegExp(`(?:^|;)\\s*(?:${names.join("|")})=`);
}

function encodingFor(accepted: string | string[] | undefined): Encoding {
  const codings = String(accepted ?? "")
    .toLowerCase()
    .split(",")
    .map((coding) => coding.trim().split(/\s*;\s*q=/))
    .filter(([, weight]) => weight === undefined || Number(weight) > 0)
    .map(([name]) => name);
  return codings.includes("br") ? "br" : codings.includes("gzip") ? "gzip" : "identity";
}

/** With 304 for whoever has this very page. */
function send(request: IncomingMessage, response: ServerResponse, { bytes, headers }: Body): void {
  const known = String(request.headers["if-none-match"] ?? "").replaceAll("W/", "");
  if (known !== "" && known.split(/\s*,\s*/).includes(String(headers.etag))) {
    const { "content-length": _length, "content-type": _type, "content-encoding": _encoding, ...rest } = headers;
    response.writeHead(304, rest);
    response.end();
    return;
  }
  response.writeHead(200, headers);
  response.end(request.method === "HEAD" ? undefined : bytes);
}

/** What is no page to keep, as Next gave it. */
function relay(request: IncomingMessage, response: ServerResponse, { status, headers, body }: OwnAnswer): void {
  const { connection: _connection, "keep-alive": _alive, "transfer-encoding": _coding, date: _date, ...rest } = headers;
  response.writeHead(status, { ...rest, "content-length": body.byteLength } as OutgoingHttpHeaders);
  response.end(request.method === "HEAD" ? undefined : body);
}
