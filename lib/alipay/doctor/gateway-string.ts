import { createPublicKey } from "node:crypto";
import { parseForm } from "../form";
import { parseJsonObject } from "../openapi/json";
import { requestString, verifyRsa2 } from "../openapi/sign";
import type { Finding } from "./finding";
import type { Keyring } from "./keyring";
import { unescapeHtml } from "./logs/entities";
import type { DoctorSettings } from "./settings";

/** The sentence with which Alipay's error page, and the sub_msg of its error answer, shows the string that it verified. */
const MARK = /验签字符串为\s{0,4}[:：]?\s{0,4}/;

/** What Alipay says that it verified, and what stands besides in the text: the request perhaps, or one's own string. */
export type GatewayString = { theirs: string; rest: string };

/** Finds the string on an error page, or in an error answer; null for any other text. */
export function readGatewayString(text: string): GatewayString | null {
  const mark = MARK.exec(text);
  if (!mark) return null;
  const [first = "", ...others] = text.slice(mark.index + mark[0].length).split(/\r?\n/);
  // The value of a JSON member, or the text of an element, ends before its line does.
  const quoted = /"sub_msg"\s{0,8}:\s{0,8}"/.test(text.slice(0, mark.index)) ? cutAt(first, /(?<!\\)"[,}\s]/) : first;
  const shown = cutAt(quoted, /<\/|】/);
  const plain = quoted === first ? shown : shown.replaceAll('\\"', '"').replaceAll("\\/", "/").replaceAll("\\\\", "\\");
  const theirs = /&amp;\w{1,40}=/.test(plain) || /&quot;/.test(plain) ? unescapeHtml(plain) : plain;
  return { theirs, rest: [text.slice(0, mark.index), ...others].join("\n") };
}

function cutAt(text: string, end: RegExp): string {
  const at = text.search(end);
  return at < 0 ? text : text.slice(0, at);
}

/**
 * Compares Alipay's string with what was signed: with one's own request or string where it stands beside it, else with what such a
 * request should look like. The difference where there is one; otherwise only the uploaded key can be the wrong one.
 */
export function explainGatewayString({ theirs, rest }: GatewayString, ring: Keyring, { openapi }: DoctorSettings): Finding[] {
  const pairs = pairsOf(theirs);
  const own = ring.keys.find(({ side, protocol }) => side === "own" && protocol === "openapi");
  const request = requestIn(rest);
  const sign = request?.get("sign") ?? "";
  const appId = pairs.get("app_id");
  if (openapi.appId && appId && appId.trim() !== openapi.appId)
    return [{ cause: "code_identity", about: `ALIPAY_APP_ID ${openapi.appId} ≠ ${appId.slice(0, 40)}` }];
  if (own && sign && verifyRsa2(theirs, sign, own.key)) return [uploaded(ring)];
  const mine = request ? requestString(request) : ownStringIn(rest);
  const difference = mine === null || mine === theirs ? null : firstDifference(pairs, pairsOf(mine));
  const odd = oddities(pairs);
  if (difference) return [{ cause: "gateway_string_differs", about: [difference, ...odd].join("; ") }];
  if (mine === null && odd.length > 0) return [{ cause: "gateway_string_differs", about: odd.join("; ") }];
  if (own && sign) return [{ cause: "other_key", about: "ALIPAY_PRIVATE_KEY did not make this sign" }];
  return [own ? uploaded(ring) : { cause: "uploaded_key" }];
}

/** The public half may be shown to anybody, and is what has to be uploaded. */
function uploaded(ring: Keyring): Finding {
  const own = ring.keys.find(({ side, protocol }) => side === "own" && protocol === "openapi");
  const spki = own && createPublicKey(own.key.export({ type: "spki", format: "pem" })).export({ type: "spki", format: "der" });
  return { cause: "uploaded_key", about: spki ? `${own.variable}: ${spki.toString("base64")}` : undefined };
}

function pairsOf(text: string): Map<string, string> {
  return new Map(
    text.split(/&(?=[a-z_]{1,40}=)/).map((pair): [string, string] => [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)]),
  );
}

/** The request itself, as an address or a body, in some line of the text. */
function requestIn(rest: string): Map<string, string> | null {
  for (const line of rest.split(/[\s"'<>]+/)) {
    const form = /(?:^|[?&])sign=/.test(line) ? parseForm(line.slice(line.indexOf("?") + 1)) : null;
    if (form?.ok && form.params.has("app_id")) return form.params;
  }
  return null;
}

/** The string that one's own program signed, on a line of its own. */
function ownStringIn(rest: string): string | null {
  for (const line of rest.split(/\r?\n/)) {
    const at = line.search(/\b(?:app_id|alipay_root_cert_sn|app_cert_sn|app_auth_token)=/);
    if (at >= 0 && line.includes("&sign_type=")) return line.slice(at);
  }
  return null;
}

function firstDifference(theirs: ReadonlyMap<string, string>, mine: ReadonlyMap<string, string>): string | null {
  for (const [name, value] of theirs) {
    const own = mine.get(name);
    if (own === undefined) return `${name}: Alipay has it, it was not signed`;
    if (own !== value) return `${name}: Alipay has ${JSON.stringify(value.slice(0, 200))}, signed was ${JSON.stringify(own.slice(0, 200))}`;
  }
  const lost = [...mine.keys()].find((name) => !theirs.has(name) && name !== "sign");
  return lost ? `${lost}: it was signed, Alipay did not get it` : null;
}

/** What no correct request has. */
function oddities(pairs: ReadonlyMap<string, string>): string[] {
  return [...pairs].flatMap(([name, value]) => {
    if (value === "") return [`${name}: it is empty`];
    if (value.trimStart() !== value) return [`${name}: a blank in front`];
    if (value.trimEnd() !== value) return [`${name}: a blank at the end`];
    if (/&(?:amp|quot|lt|gt|#\d+);/.test(value)) return [`${name}: HTML entities`];
    if (/[\ufffd]|\?{3,}/.test(value)) return [`${name}: characters were lost, so its charset is not that of the request`];
    if (/^(?:%7B|https?%3A)/i.test(value)) return [`${name}: it is URL-encoded`];
    if (name === "timestamp" && !/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(value))
      return [`${name}: it is no time of the form 2026-01-31 12:00:00`];
    return name === "biz_content" && value.startsWith("{") && !parseJsonObject(value) ? [`${name}: it is no JSON`] : [];
  });
}
