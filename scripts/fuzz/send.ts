import http from "node:http";
import net from "node:net";
import { text as readAll } from "node:stream/consumers";
import type { Dice } from "./dice";
import type { Sent } from "./message";

/** status 0: no answer, since the connection ended or nothing came in time. */
export type Reply = { status: number; body: string; location: string; ms: number };
export type Send = (sent: Sent, dice: Dice) => Promise<Reply>;

/** Longer than the shop lets anybody wait, its second for whoever floods it included. */
const PATIENCE_MS = 30_000;

/** Sends messages to the shop, each from an address of its own, as a proxy in front would say it. */
export function openSender(shopUrl: string, connections: number): { send: Send; close: () => void } {
  const { hostname, port } = new URL(shopUrl);
  const agent = new http.Agent({ keepAlive: true, maxSockets: connections });
  const send: Send = async (sent, dice) => {
    const headers = { ...sent.headers, "x-forwarded-for": Array.from(dice.bytes(4), (byte) => String(byte)).join(".") };
    const path = `/api/alipay/${sent.endpoint}${sent.query ? `?${sent.query}` : ""}`;
    const started = performance.now();
    const reply = sent.framing === "cut" ? await cutOff({ sent, path, headers, hostname, port }) : await whole({ sent, path, headers });
    return { ...reply, ms: performance.now() - started };
  };
  const whole = ({ sent, path, headers }: { sent: Sent; path: string; headers: Record<string, string> }) =>
    new Promise<Omit<Reply, "ms">>((resolve) => {
      const isChunked = sent.framing === "chunked";
      const length = isChunked ? { "transfer-encoding": "chunked" } : { "content-length": String(sent.body.length) };
      const request = http.request({ hostname, port, path, method: sent.method, agent, headers: { ...headers, ...length } });
      const fail = () => resolve({ status: 0, body: "", location: "" });
      request.setTimeout(PATIENCE_MS, () => request.destroy(new Error("no answer")));
      request.on("error", fail).on("response", (answer) => {
        readAll(answer).then(
          (body) => resolve({ status: answer.statusCode ?? 0, body: body.slice(0, 500), location: answer.headers.location ?? "" }),
          fail,
        );
      });
      if (isChunked) for (let at = 0; at < sent.body.length; at += 97) request.write(sent.body.subarray(at, at + 97));
      request.end(isChunked ? undefined : sent.body);
    });
  return { send, close: () => agent.destroy() };
}

type Cut = { sent: Sent; path: string; headers: Record<string, string>; hostname: string; port: string };

/** Says how long the body is, sends half of it, and hangs up; what the shop says to that is read if it comes at once. */
function cutOff({ sent, path, headers, hostname, port }: Cut): Promise<Omit<Reply, "ms">> {
  return new Promise((resolve) => {
    const lines = Object.entries({ Host: hostname, ...headers, "Content-Length": String(sent.body.length + 10) });
    const head = `${sent.method} ${path} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join("")}\r\n`;
    let said = "";
    const socket = net.connect(Number(port), hostname, () => {
      socket.write(Buffer.concat([Buffer.from(head, "latin1"), sent.body.subarray(0, Math.ceil(sent.body.length / 2))]));
      setTimeout(() => socket.destroy(), 20);
    });
    socket.on("data", (piece) => {
      said += piece.toString("latin1");
    });
    socket.on("error", () => {});
    socket.on("close", () =>
      resolve({ status: Number(/^HTTP\/1\.1 (\d{3})/.exec(said)?.[1] ?? 0), body: said.split("\r\n\r\n")[1] ?? "", location: "" }),
    );
  });
}
