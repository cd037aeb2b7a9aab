import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { demoShops } from "@/test/demo-shops";

/** A gateway that answers everything with the same word, and counts the connections that are opened to it. */
async function countingGateway(): Promise<{ url: string; counts: { connections: number; requests: number } }> {
  const counts = { connections: 0, requests: 0 };
  const server = createServer((request, response) => {
    counts.requests += 1;
    request.resume().on("end", () => response.end("later"));
  });
  server.on("connection", () => {
    counts.connections += 1;
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, counts };
}

test("buyers who go to the cashier one after the other share two connections to the gateway, and fifty in waves of ten share twenty", async () => {
  const { url, counts } = await countingGateway();
  const { shop } = await demoShops({ ALIPAY_EMULATOR_URL: url });
  const goThere = (buyer: number) =>
    shop.gateways.current.startPayment({
      ...{ outTradeNo: `XP20261122${String(buyer).padStart(18, "0")}`, amountFen: 1, subject: "小铺订单", expiresInMinutes: 30 },
      ...{ returnUrl: "http://127.0.0.1:3000/r", notifyUrl: "http://127.0.0.1:3000/n", quitUrl: "http://127.0.0.1:3000/q" },
    });
  for (let buyer = 0; buyer < 20; buyer++) expect(await goThere(buyer)).toMatchObject({ ok: false });
  expect(counts.requests).toBe(20);
  // Twice as many as at once: a request that follows at once comes before the connection of the one before is known to be free.
  expect(counts.connections).toBeLessThanOrEqual(2);
  for (let wave = 0; wave < 5; wave++) await Promise.all(Array.from({ length: 10 }, (_, buyer) => goThere(100 + buyer)));
  expect(counts.requests).toBe(70);
  expect(counts.connections).toBeLessThanOrEqual(20);
});
