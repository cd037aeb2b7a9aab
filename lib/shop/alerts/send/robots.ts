import "server-only";
import { z } from "zod";
import type { Outside, OutsideAnswer, OutsidePost } from "@/lib/server/outside";
import type { ChannelAccess } from "../channels/channel";
import { robotUrl } from "../channels/robot-url";
import { compose, type Form, titleOf } from "./compose";
import type { Message } from "./fact";
import { type Outcome, problemOf } from "./outcome";
import { signDingtalk, signFeishu } from "./sign";

export type RobotAccess = Extract<ChannelAccess, { token: string }>;

const MINUTE_MS = 60_000;
const markdownLink = (words: string, url: string) => `[${words}](${url})`;
/** 企业微信 takes 4096 bytes of Markdown; of 钉钉, which needs an empty line for a new one, no number is known. */
const WECOM: Form = { newline: "\n", link: markdownLink, mostBytes: 4096 };
const DINGTALK: Form = { newline: "\n\n", link: markdownLink, mostBytes: 4096 };
const FEISHU: Form = { newline: "\n", link: (words, url) => `${words} ${url}`, mostBytes: 8192 };

/** What each service's codes mean, and how long one that was asked too fast wants to be left alone. */
const CODES = {
  wecom: { busy: [45009], key: [93000], signature: [], restMs: MINUTE_MS },
  dingtalk: { busy: [130101, 130102], key: [300001], signature: [310000], restMs: 10 * MINUTE_MS },
  feishu: { busy: [11232], key: [19001], signature: [19021, 19022, 19024], restMs: MINUTE_MS },
};
type Codes = (typeof CODES)["wecom" | "dingtalk" | "feishu"];

/** Sends a message to a group's robot, and reads from the body of the answer whether it was taken: most refusals come with HTTP 200. */
export async function sendToRobot(outside: Outside, access: RobotAccess, message: Message, now: Date): Promise<Outcome> {
  const { url, request, codes } = requestOf(access, message, now);
  return readAnswer(await outside.post(url, request), codes);
}

function requestOf(access: RobotAccess, message: Message, now: Date): { url: URL; request: OutsidePost; codes: Codes } {
  const url = robotUrl(access.kind, access.token);
  switch (access.kind) {
    case "wecom":
      return { url, request: json({ msgtype: "markdown", markdown: { content: compose(message, WECOM) } }), codes: CODES.wecom };
    case "dingtalk": {
      const atMs = now.getTime();
      url.searchParams.set("timestamp", String(atMs));
      url.searchParams.set("sign", signDingtalk(access.secret, atMs));
      const markdown = { title: titleOf(message), text: compose(message, DINGTALK) };
      return { url, request: json({ msgtype: "markdown", markdown, at: { atMobiles: [], isAtAll: false } }), codes: CODES.dingtalk };
    }
    default: {
      const atS = Math.floor(now.getTime() / 1000);
      const signed = { timestamp: String(atS), sign: signFeishu(access.secret, atS) };
      return { url, request: json({ ...signed, msg_type: "text", content: { text: compose(message, FEISHU) } }), codes: CODES.feishu };
    }
  }
}

function json(body: object): OutsidePost {
  return { headers: { "content-type": "application/json; charset=utf-8" }, body: JSON.stringify(body) };
}

/** 企业微信 and 钉钉 answer with errcode, 飞书 with code, and in its older form with StatusCode. */
const ANSWER = z.object({ errcode: z.number().optional(), code: z.number().optional(), StatusCode: z.number().optional() });

function readAnswer({ status, body, retryAfterS }: OutsideAnswer, { busy, key, signature, restMs }: Codes): Outcome {
  if (status === 429) return { kind: "busy", afterMs: Math.max(restMs, (retryAfterS ?? 0) * 1000), problem: problemOf("busy", status) };
  if (status >= 300 && status < 400) return { kind: "failed", problem: problemOf("redirected", status) };
  const answer = ANSWER.safeParse(parseJson(body)).data;
  const code = answer?.errcode ?? answer?.code ?? answer?.StatusCode;
  if (code === undefined) return { kind: "failed", problem: problemOf(status === 200 ? "unreadable" : "refused", status) };
  if (code === 0) return status === 200 ? { kind: "sent" } : { kind: "failed", problem: problemOf("refused", status) };
  const has = (codes: readonly number[]) => codes.includes(code);
  if (has(busy)) return { kind: "busy", afterMs: restMs, problem: problemOf("busy", code) };
  if (has(key)) return { kind: "dead", problem: problemOf("key", code) };
  if (has(signature)) return { kind: "dead", problem: problemOf("signature", code) };
  return { kind: "failed", problem: problemOf("refused", code) };
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}
