// Real orders through the built shop's own checkout, sent as a phone without JavaScript sends them, and the emulator's notices
// about them, caught on their way.
import { randomBytes } from "node:crypto";
import { EventEmitter, once } from "node:events";
import http from "node:http";
import { text } from "node:stream/consumers";
import type { PreparedPost } from "./load";

export const PHONE =
  "Mozilla/5.0 (Linux; Android 14; Pixel 7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36";
const BOUNDARY = "----xiaopu-bench";
export const FORM_HEADERS = { "content-type": `multipart/form-data; boundary=${BOUNDARY}`, "user-agent": PHONE };
export const RECEIVER = { name: "王小明", phone: "13800138000", region: "浙江省 杭州市 西湖区", detail: "文三路 1 号", note: "" };

/** Reads the checkout form of one variant, and makes `count` orders of it that are yet to be sent, by the phones from `first` on. */
export async function prepareCheckouts(
  shopUrl: string,
  variantId: number,
  count: number,
  first = 0,
): Promise<{ url: string; requests: PreparedPost[] }> {
  const url = `${shopUrl}/checkout?buy=${variantId}x1`;
  const hidden = await readForm(url, "idempotencyKey");
  const headers = { ...FORM_HEADERS, origin: shopUrl };
  const requests = Array.from({ length: count }, (_, nth) => first + nth).map((phone) => ({
    // Each phone has a network of its own, as a proxy in front would say; what is ordered from one is limited.
    headers: { ...headers, "x-forwarded-for": `10.${(phone >> 8) & 255}.${phone & 255}.1` },
    body: multipart({ ...hidden, ...RECEIVER, idempotencyKey: randomBytes(32).toString("base64url") }),
  }));
  return { url, requests };
}

/**
 * Pays every trade at the emulator (`emulator` is its origin), and catches the notices on `port`, where the shop would listen.
 * Each notice is refused, so that the shop has never seen it. Returns them as they were sent.
 */
export async function catchNotices(emulator: string, port: number): Promise<PreparedPost[]> {
  const { trades } = await control<{ trades: { out_trade_no: string }[] }>(emulator, "GET", "trades");
  const caught = new Map<string, PreparedPost>();
  const events = new EventEmitter();
  const server = http.createServer(async (request, response) => {
    const body = await text(request);
    response.writeHead(503).end("later");
    // One that was refused is sent again after a while, with another time in it.
    const [, outTradeNo = body] = /out_trade_no(?:=|%3E)(\w+)/.exec(body) ?? [];
    caught.set(outTradeNo, { body, headers: { "content-type": request.headers["content-type"] ?? "" } });
    if (caught.size === trades.length) events.emit("all caught");
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  const allCaught = once(events, "all caught");
  for (const { out_trade_no } of trades) await control(emulator, "POST", `trades/${out_trade_no}/pay`, {});
  await allCaught;
  await control(emulator, "POST", "faults", [{ fault: "lose-notification", times: "always" }]);
  server.closeAllConnections();
  server.close();
  return [...caught.values()];
}

/** Asks the emulator's control API. */
export async function control<Answer>(origin: string, method: "GET" | "POST", path: string, body?: unknown): Promise<Answer> {
  const response = await fetch(`${origin}/control/${path}`, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  const answer = await response.json();
  if (!response.ok) throw new Error(`${method} /control/${path}: ${answer.error}`);
  return answer;
}

/** The hidden fields of the form at `url` that has a field of this name, as a browser without JavaScript sends them. */
export async function readForm(url: string, field: string): Promise<Record<string, string>> {
  const page = await (await fetch(url, { headers: { "user-agent": PHONE } })).text();
  const form = page.match(/<form.*?<\/form>/gs)?.find((one) => one.includes(`name="${field}"`));
  if (!form) throw new Error(`${url} shows no form with ${field}`);
  return Object.fromEntries(
    [...form.matchAll(/<input type="hidden" name="([^"]*)"(?: value="([^"]*)")?/g)].map(([, name = "", value = ""]) => [
      decodeHtml(name),
      decodeHtml(value),
    ]),
  );
}

export function multipart(fields: Record<string, string>): string {
  const parts = Object.entries(fields).map(
    ([name, value]) => `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  return `${parts.join("")}--${BOUNDARY}--\r\n`;
}

function decodeHtml(html: string): string {
  return html.replaceAll("&quot;", '"').replaceAll("&#x27;", "'").replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}
