import http from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

export type Received = { path: string; query: URLSearchParams; headers: http.IncomingHttpHeaders; body: string };
/** silence: never answers. */
export type Reply = { status?: number; headers?: Record<string, string>; body?: string } | "silence";
export type Receiver = { port: number; url: string; received: Received[]; answer: (request: Received) => Reply };

/** A program on this machine that takes POSTs, keeps each, and answers as it is told to; gone with its test. */
export async function aReceiver(answer: Receiver["answer"] = () => ({})): Promise<Receiver> {
  const received: Received[] = [];
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { pathname, searchParams } = new URL(request.url ?? "/", "http://receiver");
      const one = { path: pathname, query: searchParams, headers: request.headers, body: Buffer.concat(chunks).toString("utf8") };
      received.push(one);
      const reply = receiver.answer(one);
      if (reply === "silence") return;
      response.writeHead(reply.status ?? 200, reply.headers ?? {}).end(reply.body ?? "");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const { port } = server.address() as AddressInfo;
  const receiver: Receiver = { port, url: `http://127.0.0.1:${port}`, received, answer };
  return receiver;
}
