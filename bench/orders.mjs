// Real orders, through the built shop's own checkout as a phone without JavaScript sends it, and Alipay's real notices of
// them, caught on their way.
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import http from "node:http";

export const PHONE =
  "Mozilla/5.0 (Linux; Android 14; Pixel 7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36";
const BOUNDARY = "----xiaopu-bench";
const RECEIVER = { name: "王小明", phone: "13800138000", region: "浙江省 杭州市 西湖区", detail: "文三路 1 号", note: "" };

/**
 * Reads the checkout form of one variant, and makes `count` orders of it that are yet to be sent.
 * @param {string} shopUrl where the shop listens
 * @param {number} variantId
 * @returns {Promise<{ url: string, shots: import("./load.mjs").Shot[] }>}
 */
export async function prepareCheckouts(shopUrl, variantId, count) {
  const url = `${shopUrl}/checkout?buy=${variantId}x1`;
  const page = await (await fetch(url, { headers: { "user-agent": PHONE } })).text();
  const form = page.match(/<form.*?<\/form>/gs)?.find((one) => one.includes("idempotencyKey"));
  if (!form) throw new Error(`${url} shows no checkout form`);
  const hidden = Object.fromEntries(
    [...form.matchAll(/<input type="hidden" name="([^"]*)"(?: value="([^"]*)")?/g)].map(([, name, value = ""]) => [
      decodeHtml(name),
      decodeHtml(value),
    ]),
  );
  const headers = { "content-type": `multipart/form-data; boundary=${BOUNDARY}`, "user-agent": PHONE, origin: shopUrl };
  const shots = Array.from({ length: count }, () => ({
    headers,
    body: multipart({ ...hidden, ...RECEIVER, idempotencyKey: randomBytes(32).toString("base64url") }),
  }));
  return { url, shots };
}

/**
 * Pays every trade at the emulator and catches the notices, which are turned away so that each stays a first one.
 * @param {string} emulator its origin
 * @param {number} port where the shop would listen
 * @returns {Promise<import("./load.mjs").Shot[]>} the notices as Alipay sends them
 */
export async function catchNotices(emulator, port) {
  const { trades } = await control(emulator, "GET", "trades");
  const caught = new Map();
  let tell = () => {};
  const enough = new Promise((resolve) => {
    tell = () => resolve(undefined);
  });
  const server = http.createServer(async (request, response) => {
    const body = await readAll(request);
    response.writeHead(503).end("later");
    caught.set(body, { body, headers: { "content-type": request.headers["content-type"] ?? "" } });
    if (caught.size === trades.length) tell();
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  for (const { out_trade_no } of trades) await control(emulator, "POST", `trades/${out_trade_no}/pay`, {});
  await enough;
  await control(emulator, "POST", "faults", [{ fault: "lose-notification", times: "always" }]);
  server.closeAllConnections();
  server.close();
  return [...caught.values()];
}

async function control(origin, method, path, body) {
  const response = await fetch(`${origin}/control/${path}`, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  const answer = await response.json();
  if (!response.ok) throw new Error(`${method} /control/${path}: ${answer.error}`);
  return answer;
}

async function readAll(stream) {
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

function multipart(fields) {
  const parts = Object.entries(fields).map(
    ([name, value]) => `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  return `${parts.join("")}--${BOUNDARY}--\r\n`;
}

function decodeHtml(text) {
  return text.replaceAll("&quot;", '"').replaceAll("&#x27;", "'").replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}
