import { deflateRawSync, gzipSync } from "node:zlib";
import type { Dice } from "./dice";
import { FORM_TYPE, type Sent } from "./message";
import { oddText } from "./odd-texts";

type Change = (sent: Sent, dice: Dice, other: Sent) => Sent;

const TYPES = [
  ...[
    "application/x-www-form-urlencoded",
    "text/html;charset=UTF-8;application/x-www-form-urlencoded",
    "APPLICATION/X-WWW-FORM-URLENCODED",
  ],
  ...[
    "application/json",
    "text/xml",
    "text/plain",
    "multipart/form-data; boundary=x",
    "multipart/form-data",
    "application/octet-stream",
    "",
  ],
  ...["application/x-www-form-urlencoded; charset=GBK", "application/x-www-form-urlencoded; charset=utf-16", "text/x-component", "*/*"],
];
/** What carries the text of a message: the body, or the query of a return. */
const textOf = ({ endpoint, query, body }: Sent) => (endpoint === "return" ? query : body.toString("latin1"));
const withText = (sent: Sent, text: string): Sent =>
  sent.endpoint === "return" ? { ...sent, query: text } : { ...sent, body: Buffer.from(text, "latin1") };

/** Changes of the text of a form after it was written, by name. */
export const TEXT_CHANGES: Record<string, Change> = {
  "a bit changed": (sent, dice) => {
    const bytes = Buffer.from(textOf(sent), "latin1");
    const at = dice.whole(Math.max(1, bytes.length));
    if (bytes.length > 0) bytes[at] = (bytes[at] ?? 0) ^ (1 << dice.whole(8));
    return withText(sent, bytes.toString("latin1"));
  },
  "cut off": (sent, dice) => withText(sent, textOf(sent).slice(0, dice.whole(textOf(sent).length + 1))),
  "bytes put in": (sent, dice) => {
    const text = textOf(sent);
    const at = dice.whole(text.length + 1);
    return withText(sent, text.slice(0, at) + dice.bytes(1 + dice.whole(6)).toString("latin1") + text.slice(at));
  },
  "two messages in one": (sent, dice, other) => {
    const [one, two] = [textOf(sent), textOf(other)];
    return withText(
      sent,
      dice.chance(0.5) ? `${one}&${two}` : one.slice(0, dice.whole(one.length)) + two.slice(dice.whole(two.length + 1)),
    );
  },
  "escaped once more": (sent) => withText(sent, textOf(sent).replaceAll("%", "%25")),
  "decoded once": (sent) =>
    withText(
      sent,
      textOf(sent).replace(/%([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    ),
  "as a page's text": (sent) => withText(sent, textOf(sent).replaceAll("&", "&amp;").replaceAll('"', "&quot;")),
  "other separators": (sent, dice) => withText(sent, textOf(sent).replaceAll("&", dice.pick([";", "&&", "&;", "\n&", "%26", "|"]))),
  "broken escapes": (sent, dice) =>
    withText(sent, textOf(sent).replace(/%../, dice.pick(["%", "%2", "%u0041", "%C0%AF", "%ED%A0%80", "%FF", "%00"]))),
  huge: (sent, dice) =>
    withText(
      sent,
      `${textOf(sent)}&x=${dice.pick(["x", "%00", "&", "="]).repeat(sent.endpoint === "return" ? 2_500 : dice.pick([20_000, 70_000]))}`,
    ),
  empty: (sent) => withText(sent, ""),
  "any bytes": (sent, dice) => withText(sent, dice.bytes(dice.whole(400)).toString("latin1")),
  "something else": (sent, dice) => withText(sent, oddText(dice)),
};

/** Changes of how a message is sent, by name. */
export const FRAME_CHANGES: Record<string, Change> = {
  "another content type": (sent, dice) => ({ ...sent, headers: { ...sent.headers, "content-type": dice.pick(TYPES) } }),
  "in pieces": (sent) => ({ ...sent, framing: "chunked" }),
  "the connection ends within": (sent) => ({ ...sent, framing: "cut" }),
  compressed: (sent, dice) => {
    const [name, pack] = dice.pick([
      ["gzip", gzipSync],
      ["deflate", deflateRawSync],
      ["gzip", (bytes: Buffer) => bytes],
    ] as const);
    return { ...sent, body: pack(sent.body), headers: { ...sent.headers, "content-encoding": name } };
  },
  "to another address": (sent, dice) => {
    const endpoint = dice.pick(["notify", "refund-notify", "messages", "return"] as const);
    const isReturn = endpoint === "return";
    const text = textOf(sent);
    const headers: Record<string, string> = isReturn ? {} : { "content-type": FORM_TYPE };
    return {
      ...sent,
      endpoint,
      method: isReturn ? "GET" : "POST",
      query: isReturn ? text : "",
      headers,
      body: Buffer.from(isReturn ? "" : text, "latin1"),
    };
  },
  "by another method": (sent, dice) => ({ ...sent, method: dice.pick(["GET", "HEAD", "PUT", "OPTIONS", "POST", "DELETE"]) }),
  "the fields in the address as well": (sent, _dice, other) =>
    sent.endpoint === "return" ? sent : { ...sent, query: other.query || other.body.toString("latin1").slice(0, 4_000) },
  "as JSON": (sent) => ({
    ...sent,
    body: Buffer.from(JSON.stringify(Object.fromEntries(new URLSearchParams(sent.body.toString("latin1"))))),
    headers: { ...sent.headers, "content-type": "application/json" },
  }),
  "as a form with parts": (sent) => ({
    ...sent,
    body: Buffer.from(
      [...new URLSearchParams(sent.body.toString("latin1"))]
        .map(([name, value]) => `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`)
        .concat("--x--\r\n")
        .join(""),
    ),
    headers: { ...sent.headers, "content-type": "multipart/form-data; boundary=x" },
  }),
  "headers of Next's own": (sent, dice) => ({
    ...sent,
    headers: {
      ...sent.headers,
      ...dice.pick<Record<string, string>>([
        { "next-action": "0".repeat(42) },
        { rsc: "1" },
        { "x-middleware-subrequest": "proxy" },
        { "next-router-state-tree": "%5B%22%22%5D" },
      ]),
    },
  }),
};
