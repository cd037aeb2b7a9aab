import { wapNotifyString } from "../canonical";
import { gbkSpellings, isGbkName } from "../gbk";
import { decryptAes } from "../openapi/aes";
import { splitMembers } from "../openapi/json";
import { decryptBlocks } from "../rsa";
import { onlyChild, parseXml, textChildren } from "../xml";
import type { Ground } from "./deep-search";
import type { Cause, MessageKind } from "./finding";
import { jsonSpellings } from "./json-spellings";
import type { Keyring } from "./keyring";
import { type FormSource, plainReadings, type Reading, readingsOf } from "./readings";
import { signSpellings } from "./sign-spelling";

/** A string that may have been signed, the signature that came with it, and what went wrong if it verifies. */
export type Candidate = { causes: Cause[]; text: string; bytes: Buffer; sign: string };

type Params = ReadonlyMap<string, string>;
type Draft = { causes: Cause[]; text: string };
type Secrets = Pick<Keyring, "privateKeys" | "aesKey">;

/** Every candidate for a message, those with the fewest causes first, so that the simplest explanation wins. */
export function candidatesOf(kind: MessageKind, source: FormSource, secrets: Secrets): Candidate[] {
  const { message } = source;
  const drafts =
    kind === "openapi.response"
      ? fromJson(message, secrets)
      : kind === "mapi.answer"
        ? fromXml(message, secrets)
        : fromForm(kind, source, secrets);
  const isExcused = (cause: Cause) => cause === "gbk_bytes" && saysGbk(kind, message);
  const candidates = drafts
    .flatMap(({ sign, causes, text }) =>
      signSpellings(sign).flatMap((spelling) => encodings({ causes: [...causes, ...spelling.causes], text }, spelling.sign)),
    )
    .map((candidate) => ({ ...candidate, causes: [...new Set(candidate.causes)].filter((cause) => !isExcused(cause)) }))
    .sort((one, other) => one.causes.length - other.causes.length);
  const first = new Map<string, Candidate>();
  for (const candidate of candidates) {
    const key = `${candidate.sign}\n${candidate.bytes.toString("latin1")}`;
    if (!first.has(key)) first.set(key, candidate);
  }
  return [...first.values()];
}

/** A notice or return may be in GBK when its charset says so. */
function saysGbk(kind: MessageKind, message: string): boolean {
  const isCallback = kind === "openapi.notify" || kind === "openapi.return";
  return isCallback && isGbkName(/(?:^|&)charset=([\w-]+)(?:&|$)/.exec(message)?.[1]);
}

function encodings(draft: Draft, sign: string): Candidate[] {
  const utf8 = { ...draft, sign, bytes: Buffer.from(draft.text, "utf8") };
  const isAscii = /^[\0-\x7f]*$/.test(draft.text);
  if (isAscii) return [utf8];
  const causes: Cause[] = [...draft.causes, "gbk_bytes"];
  return [utf8, ...gbkSpellings(draft.text).map((bytes) => ({ ...utf8, causes, bytes }))];
}

function fromForm(kind: MessageKind, source: FormSource, secrets: Secrets): (Draft & { sign: string })[] {
  return readingsOf(source).flatMap((reading) => withSign(reading, draftsOf(kind, reading.params, secrets)));
}

function draftsOf(kind: MessageKind, params: Params, secrets: Secrets): Draft[] {
  if (kind === "wap.notify") return noticeDrafts(params, secrets);
  return kind === "wap.token_response" ? tokenDrafts(params, secrets) : sortedDrafts(kind, params, secrets);
}

/** Where a deeper search begins: each way to read the message, with the text that should be signed and the one with sign_type. */
export function groundsOf(kind: MessageKind, source: FormSource, secrets: Secrets): Ground[] {
  if (kind === "openapi.response") return [];
  const isGbk = saysGbk(kind, source.message);
  const readings: Reading[] =
    kind === "mapi.answer" ? paramsOfXml(source.message).map((params) => ({ causes: [], params })) : plainReadings(source);
  return readings.flatMap(({ causes, params }) => {
    const plain = opened(kind, params, secrets);
    return signSpellings(params.get("sign") ?? "").map((spelling) => ({
      causes: [...new Set([...causes, ...spelling.causes])].map((cause) => ({ cause })),
      params: plain,
      sign: spelling.sign,
      isGbk,
      texts: (changed: Params) => mainTexts(kind, changed),
    }));
  });
}

/** The parameters with their ciphertext opened, since that is what is signed. */
function opened(kind: MessageKind, params: Params, { privateKeys }: Secrets): Params {
  const name = kind === "wap.notify" ? "notify_data" : kind === "wap.token_response" ? "res_data" : null;
  if (!name || params.get("sec_id") !== "0001") return params;
  const plain = decryptWith(privateKeys, params.get(name) ?? "");
  return plain === null ? params : new Map(params).set(name, plain);
}

function mainTexts(kind: MessageKind, params: Params): string[] {
  if (kind === "wap.notify") {
    const text = (name: string) => params.get(name) ?? "";
    return [wapNotifyString({ service: text("service"), v: text("v"), sec_id: text("sec_id"), notify_data: text("notify_data") })];
  }
  if (kind === "openapi.request") return [join(params, { exclude: ["sign"] })];
  if (kind !== "openapi.notify" && kind !== "openapi.return") return [join(params, { exclude: ["sign", "sign_type"] })];
  const exclude = ["sign", "sign_type", "alipay_cert_sn"];
  const whole = join(params, { exclude, empties: true });
  const bare = join(params, { exclude });
  return whole === bare ? [whole] : [whole, bare];
}

function withSign({ causes, params }: Reading, drafts: Draft[]): (Draft & { sign: string })[] {
  return drafts.map((draft) => ({ causes: [...causes, ...draft.causes], text: draft.text, sign: params.get("sign") ?? "" }));
}

/** Requests sign sign_type in the current protocol and not in MAPI; notices and returns never sign it. */
function sortedDrafts(kind: MessageKind, params: Params, { aesKey }: Secrets): Draft[] {
  const keepsType = kind === "openapi.request";
  const typeCause: Cause = keepsType ? "sign_type_dropped" : "sign_type_kept";
  const base = keepsType ? ["sign"] : ["sign", "sign_type"];
  const other = keepsType ? ["sign", "sign_type"] : ["sign"];
  const isCallback = kind === "openapi.notify" || kind === "openapi.return";
  const certSn = isCallback ? ["alipay_cert_sn"] : [];
  const drafts: Draft[] = [
    { causes: [], text: join(params, { exclude: [...base, ...certSn] }) },
    { causes: isCallback ? [] : ["empty_values_kept"], text: join(params, { exclude: [...base, ...certSn], empties: true }) },
    { causes: [typeCause], text: join(params, { exclude: [...other, ...certSn] }) },
    { causes: [typeCause, "empty_values_kept"], text: join(params, { exclude: [...other, ...certSn], empties: true }) },
    { causes: ["order_as_sent"], text: join(params, { exclude: [...base, ...certSn], sorted: false }) },
    { causes: ["order_as_sent", typeCause], text: join(params, { exclude: [...other, ...certSn], sorted: false }) },
    { causes: ["url_encoded_values"], text: join(params, { exclude: [...base, ...certSn], encode: true }) },
    { causes: ["url_encoded_values", typeCause], text: join(params, { exclude: [...other, ...certSn], encode: true }) },
  ];
  const plain = aesKey && params.get("encrypt_type") ? decryptAes(params.get("biz_content") ?? "", aesKey) : null;
  if (plain)
    drafts.push({ causes: ["signed_before_encrypting"], text: join(new Map(params).set("biz_content", plain), { exclude: base }) });
  if (isCallback) drafts.push({ causes: ["cert_sn_kept"], text: join(params, { exclude: base }) });
  return drafts;
}

type Joining = { exclude: string[]; empties?: boolean; sorted?: boolean; encode?: boolean };

function join(params: Params, { exclude, empties = false, sorted = true, encode = false }: Joining): string {
  const pairs = [...params].filter(([name, value]) => !exclude.includes(name) && (empties || value !== ""));
  if (sorted) pairs.sort(([one], [other]) => (one < other ? -1 : 1));
  return pairs.map(([name, value]) => `${name}=${encode ? encodeURIComponent(value) : value}`).join("&");
}

/** The notice of the token protocol: four fields in their fixed order, over the plain XML where it came encrypted. */
function noticeDrafts(params: Params, { privateKeys }: Secrets): Draft[] {
  const text = (name: string) => params.get(name) ?? "";
  const wire = text("notify_data");
  const plain = text("sec_id") === "0001" ? decryptWith(privateKeys, wire) : wire;
  const fixed = (data: string) => wapNotifyString({ service: text("service"), v: text("v"), sec_id: text("sec_id"), notify_data: data });
  const sorted = (data: string) => join(new Map(params).set("notify_data", data), { exclude: ["sign", "sign_type"] });
  const sent = (data: string) => join(new Map(params).set("notify_data", data), { exclude: ["sign", "sign_type"], sorted: false });
  const drafts: Draft[] = [];
  if (plain !== null)
    drafts.push(
      { causes: [], text: fixed(plain) },
      { causes: ["sorted_order"], text: sorted(plain) },
      { causes: ["order_as_sent"], text: sent(plain) },
    );
  if (plain !== wire)
    drafts.push(
      { causes: ["signed_ciphertext"], text: fixed(wire) },
      { causes: ["signed_ciphertext", "sorted_order"], text: sorted(wire) },
    );
  return drafts;
}

/** The answer to a token request: sorted, over the plain XML where it came encrypted. */
function tokenDrafts(params: Params, { privateKeys }: Secrets): Draft[] {
  const wire = params.get("res_data") ?? "";
  const plain = params.get("sec_id") === "0001" ? decryptWith(privateKeys, wire) : wire;
  const sorted = (data: string) => join(new Map(params).set("res_data", data), { exclude: ["sign", "sign_type"] });
  const sent = (data: string) => join(new Map(params).set("res_data", data), { exclude: ["sign", "sign_type"], sorted: false });
  const drafts: Draft[] =
    plain === null
      ? []
      : [
          { causes: [], text: sorted(plain) },
          { causes: ["order_as_sent"], text: sent(plain) },
        ];
  return plain === wire ? drafts : [...drafts, { causes: ["signed_ciphertext"], text: sorted(wire) }];
}

function decryptWith(privateKeys: Secrets["privateKeys"], wire: string): string | null {
  for (const key of privateKeys) {
    const plain = decryptBlocks(wire, key);
    if (plain.ok) return plain.text;
  }
  return null;
}

/** The answer of the current protocol: the exact text of one value. */
function fromJson(message: string, { aesKey }: Secrets): (Draft & { sign: string })[] {
  const members = splitMembers(message) ?? [];
  const raw = members.find(({ name }) => name.endsWith("_response"))?.raw ?? "";
  const said: unknown = JSON.parse(members.find(({ name }) => name === "sign")?.raw ?? '""');
  const sign = typeof said === "string" ? said : "";
  const drafts: Draft[] = [{ causes: [], text: raw }];
  if (raw.startsWith('"')) {
    const sealed = String(JSON.parse(raw));
    const plain = aesKey && decryptAes(sealed, aesKey);
    drafts.push(
      { causes: ["signed_without_quotes"], text: sealed },
      ...(plain ? [{ causes: ["signed_plaintext" as const], text: plain }] : []),
    );
  } else {
    for (const text of jsonSpellings(raw)) drafts.push({ causes: ["reserialised"], text });
  }
  return drafts.map((draft) => ({ ...draft, sign }));
}

/** The answer to single_trade_query: the elements of the trade, sorted. */
function fromXml(message: string, secrets: Secrets): (Draft & { sign: string })[] {
  return paramsOfXml(message).flatMap((params) =>
    sortedDrafts("mapi.answer", params, secrets).map((draft) => ({ ...draft, sign: params.get("sign") ?? "" })),
  );
}

function paramsOfXml(message: string): Map<string, string>[] {
  const xml = parseXml(message.trim());
  const root = xml.ok ? xml.root : undefined;
  const trade = onlyChild(onlyChild(root, "response"), "trade");
  const params = trade && textChildren(trade);
  return params ? [params.set("sign", onlyChild(root, "sign")?.text ?? "")] : [];
}
