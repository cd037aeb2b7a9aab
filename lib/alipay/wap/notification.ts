import { wapNotifyString } from "../canonical";
import { encodeForm, parseForm } from "../form";
import type { NotificationResult, RejectReason } from "../gateway";
import type { OpenBlocks, Opened } from "../rsa";
import { parseXml, textChildren, writeElements } from "../xml";
import { type SecurityKeys, seal, signText, unseal, unsealBy, verifyText } from "./signing/security";
import { TOKEN_SERVICE } from "./token-request";
import { readTrade } from "./trade/trade";
import { noticeFields, type TradeRecord } from "./trade/trade-record";

/** Well above the longest notice: an RSA one takes about 1.5 kB. */
const MAX_BYTES = 65_536;
/** Of what is encrypted, in base64: room for some 9 kB of XML. Anybody can send it, and each block of it costs a decryption. */
const MAX_SEALED = 16_384;
const SIGNED = ["service", "v", "sec_id", "notify_data"] as const;

/**
 * Verifies and reads a notice (docs/wire/alipay-wap.md §2, §4), from the bytes as they came. Four fields are signed in a
 * fixed order, with RSA over the decrypted XML; any other field is ignored, but none may come twice. The algorithm is the
 * contract's. Alipay's content types are irregular, so the header need only contain the name of the form encoding
 * (docs/wire/alipay-wap.md §8.5). Answer each refusal in the same way: its reason is for the owner alone.
 */
export function parseNotification(body: Uint8Array, contentType: string | null, keys: SecurityKeys): NotificationResult {
  const form = readForm(body, contentType, keys);
  return form.ok ? judge(form, unseal(form.wireData, keys), keys) : form;
}

/** `parseNotification` with the blocks of an RSA notice decrypted wherever `open` does it. */
export async function parseNotificationBy(
  open: OpenBlocks,
  body: Uint8Array,
  contentType: string | null,
  keys: SecurityKeys,
): Promise<NotificationResult> {
  const form = readForm(body, contentType, keys);
  if (!form.ok) return form;
  const plain = await unsealBy(open, form.wireData, keys);
  return plain === "busy" ? { ok: false, reason: "busy" } : judge(form, plain, keys);
}

type NoticeForm = { ok: true; service: string; v: string; secId: string; wireData: string; sign: string };
type Refused = Exclude<NotificationResult, { ok: true }>;

/** All that can be said before anything is decrypted. */
function readForm(body: Uint8Array, contentType: string | null, keys: SecurityKeys): NoticeForm | Refused {
  if (!/x-www-form-urlencoded/i.test(contentType ?? "")) return refuse("content_type", "not a form");
  const form = parseForm(body, { maxBytes: MAX_BYTES });
  if (!form.ok) return refuse(form.reason, form.detail);
  const missing = [...SIGNED, "sign"].filter((name) => !form.params.get(name));
  if (missing.length > 0) return refuse("missing_field", missing.join(", "));
  const [service = "", v = "", secId = "", wireData = ""] = SIGNED.map((name) => form.params.get(name));
  if (service !== TOKEN_SERVICE) return refuse("wrong_service", "not the token service");
  if (secId !== keys.secId) return refuse("wrong_sec_id", `not the contract's ${keys.secId}`);
  if (!/^\d{1,2}\.\d{1,2}$/.test(v)) return refuse("malformed", "v is no version");
  if (keys.secId === "0001" && wireData.length > MAX_SEALED) return refuse("oversize", "notify_data");
  return { ok: true, service, v, secId, wireData, sign: form.params.get("sign") ?? "" };
}

function judge({ service, v, secId, wireData, sign }: NoticeForm, plain: Opened, keys: SecurityKeys): NotificationResult {
  const message = { service, v, sec_id: secId, notify_data: plain.ok ? plain.text : wireData };
  // Verified in any case, so that a broken ciphertext takes as long as a wrong signature.
  const verified = verifyText(wapNotifyString(message), sign, keys);
  if (!plain.ok) return refuse("undecryptable", "notify_data");
  if (!verified) return refuse("bad_signature", "the signature does not verify");
  return readNotice(plain.text);
}

function readNotice(notifyData: string): NotificationResult {
  const xml = parseXml(notifyData, { maxDepth: 3 });
  if (!xml.ok) return refuse("malformed_xml", xml.problem);
  const fields = xml.root.name === "notify" ? textChildren(xml.root) : null;
  if (!fields) return refuse("malformed_xml", "not one <notify> with each element once");
  const notifyId = fields.get("notify_id");
  if (!notifyId) return refuse("missing_field", "notify_id");
  const read = readTrade(fields);
  return read.ok ? { ok: true, notifyId, trade: read.trade } : read;
}

/** The gateway's side: the XML of a notice, byte-exact as it is signed: no declaration, no blanks. */
export function writeNotifyData(trade: TradeRecord, notice: { notifyId: string; notifyTime: Date }): string {
  return `<notify>${writeElements(noticeFields(trade, notice))}</notify>`;
}

/** The gateway's side: the form body that carries it, signed and, with RSA, encrypted. */
export function buildNotification(notifyData: string, keys: SecurityKeys, { chunkSize = 100 } = {}): string {
  const signed = { service: TOKEN_SERVICE, v: "1.0", sec_id: keys.secId, notify_data: notifyData };
  return encodeForm([
    ["service", signed.service],
    ["sign", signText(wapNotifyString(signed), keys)],
    ["sec_id", signed.sec_id],
    ["v", signed.v],
    ["notify_data", seal(notifyData, keys, chunkSize)],
  ]);
}

function refuse(reason: RejectReason, detail: string): Refused {
  return { ok: false, reason, detail };
}
