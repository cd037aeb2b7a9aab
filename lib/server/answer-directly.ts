import "server-only";
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";
import { log } from "./log";

export type DirectAnswer = { status: number; headers: Record<string, string>; body: string };

export type DirectlyAsked = {
  /** What the groups of the path matched. */
  parts: readonly string[];
  search: URLSearchParams;
  headers: IncomingHttpHeaders;
  body: Uint8Array;
  /** Aborted when whoever asks goes away before the answer. */
  caller: AbortSignal;
};

/** Something that is asked for so often, and by programs alone, that Next would cost more than the answer (docs/decisions/0037). */
export type DirectRoute = {
  method: "GET" | "POST";
  /** Of the address without its query, exactly as our own programs and Alipay write it: any other spelling goes to Next. */
  path: RegExp;
  /** No more of a body is read. A longer one is exactly so long. */
  mostBytes: number;
  answer: (asked: DirectlyAsked) => Promise<DirectAnswer>;
};

/** Answers a request without Next; false where none of the routes is meant. */
export type AnswerDirectly = (request: IncomingMessage, response: ServerResponse) => boolean;

/** `common`: headers of all their answers. */
export function answerDirectly(routes: readonly DirectRoute[], common: Record<string, string>): AnswerDirectly {
  return (request, response) => {
    const { method, url = "/" } = request;
    const [path = "/", search = ""] = splitOnce(url, "?");
    for (const route of routes) {
      const match = route.method === method ? route.path.exec(path) : null;
      if (!match) continue;
      void give(request, response, { route, parts: match.slice(1), search, common });
      return true;
    }
    return false;
  };
}

type Found = { route: DirectRoute; parts: string[]; search: string; common: Record<string, string> };

async function give(request: IncomingMessage, response: ServerResponse, { route, parts, search, common }: Found): Promise<void> {
  const left = new AbortController();
  response.once("close", () => {
    if (!response.writableFinished) left.abort("gone");
  });
  try {
    const body = route.mostBytes === 0 ? new Uint8Array() : await readUpTo(request, route.mostBytes);
    if (!body) return; // gone in the middle: nobody is there to be answered
    const { headers } = request;
    const answer = await route.answer({ parts, search: new URLSearchParams(search), headers, body, caller: left.signal });
    if (response.destroyed) return;
    response.writeHead(answer.status, { ...common, ...answer.headers, "Content-Length": Buffer.byteLength(answer.body) });
    response.end(answer.body);
  } catch (error) {
    log.error({ err: error }, "a request that is answered without Next failed");
    if (!response.headersSent) response.writeHead(500, { ...common, "Cache-Control": "no-store" });
    response.end();
  }
}

/** Null where the sender went away before the end. */
function readUpTo(request: IncomingMessage, most: number): Promise<Buffer | null> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const over = (body: Buffer | null) => {
      request.off("data", take).off("end", end).off("close", gone);
      resolve(body);
    };
    const take = (chunk: Buffer) => {
      chunks.push(chunk);
      size += chunk.length;
      if (size < most) return;
      request.pause(); // closeUnread sees to the rest
      over(Buffer.concat(chunks).subarray(0, most));
    };
    const end = () => over(Buffer.concat(chunks));
    const gone = () => over(null);
    request.on("data", take).once("end", end).once("close", gone);
  });
}

function splitOnce(text: string, by: string): [string, string] {
  const at = text.indexOf(by);
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
}
