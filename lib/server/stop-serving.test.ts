import { once } from "node:events";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { stopServing } from "./stop-serving";

test("a server that is told to stop ends with the answer that a phone is waiting for, although the phone keeps its connection", async () => {
  const server = http.createServer({ keepAliveTimeout: 600_000 }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const asked = once(server, "request") as Promise<[http.IncomingMessage, http.ServerResponse]>;
  const agent = new http.Agent({ keepAlive: true });
  const answered = new Promise<string>((resolve) => {
    http.get({ port: (server.address() as AddressInfo).port, host: "127.0.0.1", agent }, (answer) =>
      answer.setEncoding("utf8").once("data", resolve),
    );
  });
  const [, response] = await asked;

  const closed = once(server, "close");
  stopServing();
  server.close();
  response.end("news");
  expect(await answered).toBe("news");
  await closed;
  agent.destroy();
});
