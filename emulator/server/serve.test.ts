import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { ConnectionReset } from "../faults/answer-faults";
import { serve } from "./serve";

const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function listen(handle: (request: Request) => Promise<Response>): Promise<{ origin: string; errors: unknown[] }> {
  const errors: unknown[] = [];
  const server = serve(handle, (error) => errors.push(error));
  servers.push(server.listen(0, "127.0.0.1"));
  await once(server, "listening");
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, errors };
}

test("a request arrives whole and its answer leaves whole", async () => {
  const { origin } = await listen(async (request) => {
    const text = `${request.method} ${new URL(request.url).pathname} ${await request.text()}`;
    return new Response(text, {
      status: 201,
      headers: [
        ["set-cookie", "a=1"],
        ["set-cookie", "b=2"],
      ],
    });
  });
  const response = await fetch(`${origin}/path?x=1`, { method: "POST", body: "茶" });
  expect([response.status, await response.text(), response.headers.getSetCookie()]).toEqual([201, "POST /path 茶", ["a=1", "b=2"]]);
});

test("a connection is cut where a fault says so, and nobody calls it an error", async () => {
  const { origin, errors } = await listen(() => Promise.reject(new ConnectionReset()));
  await expect(fetch(origin)).rejects.toThrow();
  expect(errors).toEqual([]);
});

test("a caller who hangs up is noticed", async () => {
  let noticed = () => {};
  const hungUp = new Promise<void>((resolve) => {
    noticed = resolve;
  });
  const { origin } = await listen(
    (request) =>
      new Promise((_, reject) =>
        request.signal.addEventListener("abort", () => {
          noticed();
          reject(new ConnectionReset());
        }),
      ),
  );
  await expect(fetch(origin, { signal: AbortSignal.timeout(50) })).rejects.toThrow();
  await hungUp;
});

test("what cannot be answered is a bare 500, and too much is refused", async () => {
  const { origin, errors } = await listen(() => Promise.reject(new Error("secret")));
  const response = await fetch(origin);
  expect([response.status, await response.text(), errors.length]).toEqual([500, "", 1]);
  expect((await fetch(origin, { method: "POST", body: "x".repeat(65_537) })).status).toBe(413);
});
