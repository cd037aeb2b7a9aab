import { wapNotifyString } from "../canonical";
import { encodeForm, parseForm } from "../form";
import type { NotificationResult, RejectReason } from "../gateway";
import { parseXml, textChildren, writeElements } from "../xml";
import { type SecurityKeys, seal, signText, unseal, verifyText } from "./signing/security";
import { TOKEN_SERVICE } from "./token-request";
import { readTrade } from "./trade/trade";
import { noticeFields, type TradeRecord } from "./trade/trade-record";

/** Well above the longest notice: an RSA one takes about 1.5 kB. */
const MAX_BYTES = 65_536;
const SIGNED = ["service", "v", "sec_id", "notify_data"] as const;

/**
 * Verifies and reads a notice (docs/wire/alipay-wap.md §2, §4), from the bytes as they came. Four fields are signed in a
 * fixed order, with RSA over the decrypted XML; any other field is ignored, but none may come twice. The algorithm is the
 * contract's. Alipay's content types are irregular, so the header need only contain the name of the form encoding
 * (docs/wire/alipay-wap.md §8.5). Answer each refusal in the same way: its reason is for the owner alone.
 */
export function parseNotification(body: Uint8Array, contentType: string | null, keys: SecurityKeys): NotificationResult {
  if (!/x-www-form-urlencoded/i.test(contentType ?? "")) return refuse("content_type", "not a form");
  const form = parseForm(body, { maxBytes: MAX_BYTES });
  if (!form.ok) return refuse(form.reason, form.detail);
  const missing = [...SIGNED, "sign"].filter((name) => !form.params.get(name));
  if (missing.length > 0) return refuse("missing_field", missing.join(", "));
  const [service = "", v = "", secId = "", wireData = ""] = SIGNED.map((name) => form.params.get(name));
  if (service !== TOKEN_SERVICE) return refuse("wrong_service", "not the token service");
  if (secId !== keys.secId) return refuse("wrong_sec_id", `not the contract's ${keys.secId}`);
  if (!/^\d{1,2}\.\d{1,2}$/.test(v)) return refuse("malformed", "v is no version");
  const plain = unseal(wireData, keys);
  const message = { service, v, sec_id: secId, notify_data: plain.ok ? plain.text : wireData };
  // Verified in any case, so that a broken ciphertext takes as long as a wrong signature.
  const verified = verifyText(wapNotifyString(message), form.params.get("sign") ?? "", keys);
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

function refuse(reason: RejectReason, detail: string): NotificationResult {
  return { ok: false, reason, detail };
}
