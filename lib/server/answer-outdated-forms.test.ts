import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { answerWith, type OutdatedPage } from "./answer-outdated-forms";

const showing: OutdatedPage = (path, form) => `${path}: ${form ? [...form].map(([name, value]) => `${name}=${value}`).join(", ") : "?"}`;

async function serve(answer: RequestListener): Promise<string> {
  const server = createServer((request, response) => {
    answerWith(showing, request, response);
    request.on("end", () => answer(request, response)).resume();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/checkout?buy=1x1`;
}

/** As Next answers a form whose action it does not have. */
const notFound: RequestListener = (_request, response) => {
  response.statusCode = 409;
  response.setHeader("x-nextjs-action-not-found", "1");
  response.setHeader("Content-Type", "text/plain");
  response.setHeader("Content-Length", 24);
  response.end("Server action not found.");
};

const form = (fields: Record<string, string>) => {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return { method: "POST", body: data };
};

test("a shopper whose form is from before a deploy gets a page with what was typed in it", async () => {
  const response = await fetch(await serve(notFound), form({ name: "测试收货人", note: "请放门口 🙏" }));
  expect(response.status).toBe(409);
  expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
  expect(await response.text()).toBe("/checkout?buy=1x1: name=测试收货人, note=请放门口 🙏");
});

test("one whose shop compresses its answers, and so sends the head by itself, gets it too", async () => {
  const url = await serve((request, response) => {
    const end = response.end.bind(response);
    response.end = ((body: string) => {
      response.writeHead(response.statusCode);
      return end(body);
    }) as typeof response.end;
    notFound(request, response as never);
  });
  expect(await (await fetch(url, form({ note: "x" }))).text()).toBe("/checkout?buy=1x1: note=x");
});

test("of a form that is too long nothing is kept, and the page is shown all the same", async () => {
  const response = await fetch(await serve(notFound), form({ note: "长".repeat(30_000) }));
  expect(await response.text()).toBe("/checkout?buy=1x1: ?");
});

test("any other answer is what it was, another 409 too", async () => {
  const url = await serve((_request, response) => {
    response.writeHead(409, { "Content-Type": "text/plain" });
    response.write("not ");
    response.end("this one");
  });
  expect(await (await fetch(url, form({ note: "x" }))).text()).toBe("not this one");
});
