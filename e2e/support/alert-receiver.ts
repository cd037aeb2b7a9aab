import { createHmac, timingSafeEqual } from "node:crypto";
import http from "node:http";
import type { AddressInfo } from "node:net";

export type ToldAlert = { id: string; event: string; orderNo: string | null; amountFen: number | null; url: string };
export type AlertReceiver = {
  url: string;
  told: ToldAlert[];
  refused: string[];
  setDown: (isDown: boolean) => void;
  close: () => Promise<void>;
};

const TOLERANCE_S = 300;

/** The owner's own program: takes alerts whose signature and time are right (docs/operations.md), and answers 503 while it is down. */
export async function startAlertReceiver(secret: string): Promise<AlertReceiver> {
  const [told, refused]: [ToldAlert[], string[]] = [[], []];
  let isDown = false;
  const server = http.createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString("utf8");
    if (isDown) return void response.writeHead(503).end();
    const timestamp = String(request.headers["x-xiaopu-timestamp"]);
    const isInTime = Math.abs(Number(timestamp) - Date.now() / 1000) <= TOLERANCE_S;
    const wanted = Buffer.from(`v1=${createHmac("sha256", secret).update(`${timestamp}.${body}`).digest("hex")}`);
    const given = Buffer.from(String(request.headers["x-xiaopu-signature"]));
    if (!isInTime || given.length !== wanted.length || !timingSafeEqual(given, wanted)) {
      refused.push(body);
      return void response.writeHead(401).end();
    }
    told.push(...(JSON.parse(body) as { alerts: ToldAlert[] }).alerts);
    response.writeHead(204).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/alerts`,
    ...{ told, refused },
    setDown: (down) => {
      isDown = down;
    },
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
