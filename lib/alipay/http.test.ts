import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { afterEach, expect, test } from "vitest";
import { exchange } from "./http";

const servers: Server[] = [];

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, "127.0.0.1");
  servers.push(server);
  await new Promise((resolve) => server.once("listening", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

test("a form is posted as one, and the answer is read as UTF-8", async () => {
  const url = await serve(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    response.end(`${request.method} ${request.headers["content-type"]} ${body} 好`);
  });
  expect(await exchange({ fetch, url, form: "a=1" }, { timeoutMs: 2_000 })).toEqual({
    ok: true,
    text: "POST application/x-www-form-urlencoded; charset=utf-8 a=1 好",
    isGbk: false,
  });
});

test("a gateway that sends the shop elsewhere is not followed", async () => {
  let visits = 0;
  const elsewhere = await serve((_, response) => {
    visits += 1;
    response.end("true");
  });
  const url = await serve((_, response) => response.writeHead(302, { location: elsewhere }).end());
  expect((await exchange({ fetch, url }, { timeoutMs: 2_000 })).ok).toBe(false);
  expect(visits).toBe(0);
});

test("a gateway that drips its answer is given up on", async () => {
  const url = await serve((_, response) => {
    response.write("is_success=");
  });
  expect(await exchange({ fetch, url }, { timeoutMs: 100 })).toEqual({
    ok: false,
    detail: "no whole answer from the gateway within 100 ms",
  });
});

test("an answer without end, or one that unpacks without end, is cut off", async () => {
  const endless = await serve((_, response) => {
    const more = () => {
      while (response.write(Buffer.alloc(65_536))) {}
    };
    response.on("drain", more);
    more();
  });
  const bomb = await serve((_, response) =>
    response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync(Buffer.alloc(50_000_000))),
  );
  for (const url of [endless, bomb]) {
    const answer = await exchange({ fetch, url }, { timeoutMs: 5_000 });
    expect(answer).toEqual({ ok: false, detail: "the gateway's answer is longer than 65536 bytes" });
  }
});

test("an answer of exactly the limit is read, of one byte more not", async () => {
  const url = await serve((request, response) => response.end("x".repeat(Number(request.url?.slice(1)))));
  expect((await exchange({ fetch, url: `${url}100` }, { timeoutMs: 2_000, maxBytes: 100 })).ok).toBe(true);
  expect((await exchange({ fetch, url: `${url}101` }, { timeoutMs: 2_000, maxBytes: 100 })).ok).toBe(false);
});

test("an error, a cut connection, bytes of no charset and silence are failures whose words hold no secret", async () => {
  const broken = await serve((_, response) => response.writeHead(503).end("sign=secret"));
  const cut = await serve((request) => request.socket.destroy());
  const noise = await serve((_, response) => response.end(Buffer.from([0xff, 0xff])));
  const details: string[] = [];
  for (const url of [broken, cut, noise, "http://127.0.0.1:1/?sign=secret"]) {
    const answer = await exchange({ fetch, url }, { timeoutMs: 2_000 });
    details.push(answer.ok ? "" : answer.detail);
  }
  expect(details[0]).toBe("the gateway answered with HTTP 503");
  expect(details[1]).toContain("could not be reached");
  expect(details[2]).toBe("the gateway's answer is not UTF-8");
  expect(details[3]).toContain("could not be reached");
  expect(details.join()).not.toContain("secret");
});

test("a fetch that ignores its signal does not keep a buyer waiting for ever", async () => {
  const forgetful = () => new Promise<Response>(() => {});
  expect(await exchange({ fetch: forgetful, url: "https://gateway.example/" }, { timeoutMs: 20 })).toMatchObject({
    ok: false,
    detail: "no whole answer from the gateway within 20 ms",
  });
});
