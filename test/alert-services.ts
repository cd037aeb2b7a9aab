import { createHmac } from "node:crypto";
import { type Outside, outside } from "@/lib/server/outside";
import type { ChannelAccess } from "@/lib/shop/alerts/channels/channel";
import { addChannel } from "@/lib/shop/alerts/channels/save-channel";
import { dueChannels } from "@/lib/shop/alerts/due-channels";
import { ALERT_EVENTS, type AlertEvent } from "@/lib/shop/alerts/outbox/alert-event";
import { reviewDue } from "@/lib/shop/due/review-due";
import type { Shop } from "@/lib/shop/shop";
import { aReceiver, type Received, type Receiver, type Reply } from "./receiver";

export const KEY = "693a91f6-7abc-4bc4-97a0-0ec2c1fa5aaa";
export const TOKEN = "0123456789abcdef".repeat(4);
export const SECRET = "SEC000000000000000000001";

export const ACCESS = {
  wecom: { kind: "wecom", token: KEY },
  dingtalk: { kind: "dingtalk", token: TOKEN, secret: SECRET },
  feishu: { kind: "feishu", token: KEY, secret: SECRET },
} as const satisfies Record<string, ChannelAccess>;

const HOUR_MS = 3600_000;
const json = (answer: object): Reply => ({ headers: { "content-type": "application/json" }, body: JSON.stringify(answer) });
const bytes = (text: unknown) => (typeof text === "string" ? Buffer.byteLength(text) : Number.POSITIVE_INFINITY);

/**
 * The three services' robots, as far as their documents and their users tell: what they check, in which order, and the codes with
 * which they refuse, mostly under HTTP 200. `faults`: codes that they give next, before they look at anything.
 */
export async function robotServices(now: () => Date): Promise<Receiver & { faults: number[] }> {
  const faults: number[] = [];
  const receiver = await aReceiver((request) => {
    const fault = faults.shift();
    const answer = SERVICES[request.path.startsWith("/open-apis/") ? "feishu" : request.path.startsWith("/robot/") ? "dingtalk" : "wecom"];
    return json(answer({ request, body: JSON.parse(request.body), now: now().getTime(), fault }));
  });
  return Object.assign(receiver, { faults });
}

// biome-ignore lint/suspicious/noExplicitAny: the body is whatever was sent.
type Asked = { request: Received; body: any; now: number; fault: number | undefined };

const SERVICES = {
  wecom({ request, body, fault }: Asked) {
    const is = (errcode: number, errmsg = "failed") => ({ errcode, errmsg });
    if (fault) return is(fault);
    if (request.path !== "/cgi-bin/webhook/send" || request.query.get("key") !== KEY) return is(93000, "invalid webhook url");
    if (body.msgtype !== "markdown") return is(40008, "invalid message type");
    return bytes(body.markdown?.content) <= 4096 ? is(0, "ok") : is(40058, "markdown.content exceed max length 4096");
  },
  dingtalk({ request, body, now, fault }: Asked) {
    const is = (errcode: number, errmsg = "failed") => ({ errcode, errmsg });
    if (fault) return is(fault);
    if (request.query.get("access_token") !== TOKEN) return is(300001, "token is not exist");
    const timestamp = request.query.get("timestamp") ?? "";
    const sign = createHmac("sha256", SECRET).update(`${timestamp}\n${SECRET}`).digest("base64");
    if (!(Math.abs(Number(timestamp) - now) <= HOUR_MS)) return is(310000, "invalid timestamp");
    if (request.query.get("sign") !== sign) return is(310000, "sign not match");
    if (body.msgtype !== "markdown" || typeof body.markdown?.title !== "string") return is(400402);
    return bytes(body.markdown?.text) <= 20_000 ? is(0, "ok") : is(400402);
  },
  feishu({ request, body, now, fault }: Asked) {
    const is = (code: number, msg = "failed") => ({ code, msg, data: {} });
    if (fault) return is(fault);
    if (request.path !== `/open-apis/bot/v2/hook/${KEY}`) return is(19001, "param invalid: incoming webhook access token invalid");
    const sign = createHmac("sha256", `${body.timestamp}\n${SECRET}`).update("").digest("base64");
    const isInTime = typeof body.timestamp === "string" && Math.abs(Number(body.timestamp) * 1000 - now) <= HOUR_MS;
    if (!isInTime || body.sign !== sign) return is(19021, "sign match fail or timestamp is not within one hour from current time");
    return body.msg_type === "text" && bytes(body.content?.text) <= 20_000 ? is(0, "success") : is(9499, "Bad Request");
  },
};

/** The way of a shop whose robots' hosts are this receiver; everything else goes where it says. */
export function wayTo({ url }: Receiver): Outside {
  const way = outside({ toLoopback: true, patienceMs: 2_000 });
  return {
    ...way,
    post: (asked, request) =>
      asked.protocol === "https:" ? way.post(new URL(`${asked.pathname}${asked.search}`, url), request) : way.post(asked, request),
  };
}

/** A channel that is told of everything, unless said otherwise. */
export async function aChannel(
  shop: Shop,
  access: ChannelAccess,
  { name = access.kind, events = ALERT_EVENTS }: { name?: string; events?: readonly AlertEvent[] } = {},
): Promise<string> {
  const added = await addChannel(shop, { name, access, events });
  if (!added.ok) throw new Error(added.reason);
  return added.id;
}

/** The worker sends what is due, without chance in its back-off. */
export async function tellDue(shop: Shop, way: Outside): Promise<void> {
  while (
    (await reviewDue(
      shop,
      dueChannels(way, () => 0.5),
    )) > 0
  );
}
