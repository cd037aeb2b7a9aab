import "server-only";
import { randomBytes } from "node:crypto";
import type { IncomingHttpHeaders, IncomingMessage, OutgoingHttpHeaders, Server, ServerResponse } from "node:http";
import { FOR_EVERYBODY } from "../for-everybody";
import type { Hearing } from "../hear";
import type { Asked, PublicPages } from "../take-turns";
import { createAskServer, type OwnAnswer } from "./ask-server";
import type { Body, Encoding, KeptPage } from "./kept-page";
import { type Ask, createPageKeeper, isKeptPage, type News, type PageKeeper, type PageKind } from "./page-keeper";

export type PublicPagesOptions = {
  /** What kind of page is at an address; null: none that is the same for everybody, or not the one way to write its address. */
  kindOf: (url: string) => PageKind | null;
  /** The language in which a request is answered, as Accept-Language writes it: a page is kept in each. */
  languageOf: (headers: IncomingHttpHeaders) => string;
  /** The subjects of a page, found in its address and its text and named as the news name them: the page is made again when one of them changes. */
  subjectsOf: (url: string, html: string) => Iterable<string>;
  /** Whether news were heard; the news themselves go to `hear`. */
  hearing: Hearing;
  /** How much all kept pages may take up, in bytes. */
  mostBytes: number;
  /** The host of the pages' addresses, for their own requests. */
  host: string;
  /**
   * Makes one of endlessly many pages when it is the turn of whoever asks from this address; null: too many wait there already, or the asker,
   * of whose leaving `onGone` tells, is gone. Such pages are searches, and the shop's own request has no address that could take turns.
   */
  inTurn: <Made>(address: string, make: () => Promise<Made>, onGone: (leave: () => void) => void) => Promise<Made | null>;
  /** Who has one of these cookies sees pages of their own. */
  ownPageCookies: readonly string[];
  /** Who has this cookie gets the page with `attribute` in its first tag. */
  marked: { cookie: string; attribute: string };
};

/** With these a browser asks for something else than a document. */
const OF_NEXTS_CLIENT = [
  "rsc",
  "next-action",
  "next-router-prefetch",
  "next-router-segment-prefetch",
  "next-router-state-tree",
  "next-url",
];
/** To those who read no scripts, of which this is one, Next sends a page when all of it is there, with its title in the head. */
const READER = "Bingbot (the shop itself, making a page for everybody)";
/** A request of a browser says more, but nothing else that a page may depend on: what is kept must be the same whoever asked first. */
const OWN_HEADERS = { accept: "text/html", "user-agent": READER };
/** Stands between a page's language and its address in the name by which it is kept; in neither of them. */
const OF = " ";

/**
 * Keeps the pages that are the same for everybody, in front of Next: each is made by a request of the shop's own, which has no cookie and
 * nothing else of a visitor's but which of the shop's languages, so that no visitor can put anything into a page of others. `hear` is called with news of changes, `forServer`
 * with each server.
 */
export function createPublicPages(options: PublicPagesOptions): { hear: (news: News) => void; forServer: (server: Server) => PublicPages } {
  const subjectsOf = (name: string, html: string) => options.subjectsOf(name.slice(name.indexOf(OF) + 1), html);
  const keeper = createPageKeeper({ mostBytes: options.mostBytes, mark: options.marked.attribute, subjectsOf });
  const pass = randomBytes(32).toString("base64url");
  return {
    hear: keeper.hear,
    forServer(server) {
      const askServer = createAskServer(server);
      const ask: Ask = (name) => {
        const [language = "", url = ""] = name.split(OF);
        return askServer(url, { ...OWN_HEADERS, "accept-language": language, host: options.host, [FOR_EVERYBODY]: pass });
      };
      return serve(keeper, { ...options, ask, pass });
    },
  };
}

function serve(
  keeper: PageKeeper,
  { kindOf, languageOf, hearing, ownPageCookies, marked, inTurn, ask, pass }: PublicPagesOptions & { ask: Ask; pass: string },
) {
  const seesOwnPages = cookiePattern(ownPageCookies);
  const isMarked = cookiePattern([marked.cookie]);
  const isForAll = ({ method, headers }: IncomingMessage) =>
    (method === "GET" || method === "HEAD") &&
    OF_NEXTS_CLIENT.every((name) => headers[name] === undefined) &&
    !seesOwnPages.test(headers.cookie ?? "");
  const nameOf = ({ url = "", headers }: IncomingMessage) => languageOf(headers) + OF + url;
  const formOf = ({ headers }: IncomingMessage): [isMarked: boolean, encoding: Encoding] => [
    isMarked.test(headers.cookie ?? ""),
    encodingFor(headers["accept-encoding"]),
  ];
  const give = async (request: IncomingMessage, response: ServerResponse, page: KeptPage) => {
    const form = formOf(request);
    const body = page.ready(...form) ?? (await page.make(...form));
    keeper.weigh();
    send(request, response, body);
  };
  const bring = (kind: PageKind, { request, response, address }: Asked) => {
    const name = nameOf(request);
    const make = () => keeper.bring(name, kind, ask);
    const onGone = (leave: () => void) => response.once("close", leave);
    return kind === "asked" && !keeper.keptAt(name) ? inTurn(address, make, onGone) : make();
  };
  const answer = async (asked: Asked): Promise<boolean> => {
    const { request, response } = asked;
    const kind = isForAll(request) ? kindOf(request.url ?? "") : null;
    if (!kind || !(await hearing.makeSure())) return false;
    const brought = await bring(kind, asked);
    if (!brought) return false;
    // A page that cannot be kept has nothing of its visitor's, and says not that it may be asked for: it is made once more, for this one.
    if (!isKeptPage(brought) && brought.status === 200 && isMarked.test(request.headers.cookie ?? "")) return false;
    if (isKeptPage(brought)) await give(request, response, brought);
    else relay(request, response, brought);
    return true;
  };
  return {
    isOwn({ headers }) {
      if (headers[FOR_EVERYBODY] === pass) return true;
      delete headers[FOR_EVERYBODY];
      return false;
    },
    answerNow(request, response) {
      const page = isForAll(request) ? keeper.keptAt(nameOf(request)) : null;
      const body = page?.ready(...formOf(request));
      if (!body || !hearing.isSure()) return false;
      send(request, response, body);
      return true;
    },
    async answer(asked, handOn) {
      const { response } = asked;
      const isDone = await answer(asked).catch(() => false);
      if (isDone || response.closed) return;
      if (response.headersSent) response.destroy();
      else handOn();
    },
  } satisfies PublicPages;
}

function cookiePattern(names: readonly string[]): RegExp {
  return new RegExp(`(?:^|;)\\s*(?:${names.join("|")})=`);
}

function encodingFor(accepted: string | string[] | undefined): Encoding {
  const codings = String(accepted ?? "")
    .toLowerCase()
    .split(",")
    .map((coding) => coding.split(";").map((part) => part.trim()))
    .filter(([, weight = "q=1"]) => weight.startsWith("q=") && Number(weight.slice(2)) > 0)
    .map(([name]) => name);
  return codings.includes("br") ? "br" : codings.includes("gzip") ? "gzip" : "identity";
}

/** With 304 for whoever has this very page. */
function send(request: IncomingMessage, response: ServerResponse, { bytes, headers }: Body): void {
  const known = String(request.headers["if-none-match"] ?? "").replaceAll("W/", "");
  const names = known.split(",").map((name) => name.trim());
  if (names.includes(String(headers.etag))) {
    const { "content-length": _length, "content-type": _type, "content-encoding": _encoding, ...rest } = headers;
    response.writeHead(304, rest);
    response.end();
    return;
  }
  response.writeHead(200, headers);
  response.end(request.method === "HEAD" ? undefined : bytes);
}

/** An answer that is not kept, as Next gave it. */
function relay(request: IncomingMessage, response: ServerResponse, { status, headers, body }: OwnAnswer): void {
  const { connection: _connection, "keep-alive": _alive, "transfer-encoding": _coding, date: _date, ...rest } = headers;
  response.writeHead(status, { ...rest, "content-length": body.byteLength } as OutgoingHttpHeaders);
  response.end(request.method === "HEAD" ? undefined : body);
}
