import { contractCause } from "../contract-refusal";
import type { ContractRefusal } from "../gateway";
import { gbkSpellings } from "../gbk";
import { decryptAes, encryptAes } from "./aes";
import { type AppContract, type FindKey, keysOf } from "./contract";
import { parseJsonObject, splitMembers } from "./json";
import { signRsa2, verifyRsa2 } from "./sign";

/** The verified fields of an answer. Values are texts, except for a few lists. */
export type ApiFields = Record<string, unknown>;

export type ApiAnswer =
  | { kind: "success"; fields: ApiFields }
  /** `code` is the sub_code, or the main code where there is none. */
  | { kind: "failure"; code: string; detail: string; fields: ApiFields }
  /** Signed under a certificate that we do not hold: Alipay may have changed to a new one. */
  | { kind: "unknown_certificate"; alipayCertSn: string; refusal: ContractRefusal }
  | { kind: "unknown"; detail: string; refusal?: ContractRefusal };

type Asked = {
  method: string;
  findKey: FindKey;
  aesKey: Buffer | null;
  /** The answer's bytes were GBK (docs/wire/alipay-openapi.md §2.5), and these are what is signed. */
  isGbk?: boolean;
};

/**
 * Reads the answer to a request (docs/wire/alipay-openapi.md §0, §2.4): the signature covers the exact text of the value of
 * `<method>_response`, or of `error_response`; wherever `sign` stands, and with the quotes where the value is encrypted.
 * Without a signature that verifies the answer is unknown, whatever it says; its words are for the log.
 */
export function parseResponse(text: string, asked: Asked): ApiAnswer {
  const members = new Map(splitMembers(text)?.map(({ name, raw }) => [name, raw]));
  const own = members.get(responseName(asked.method));
  const error = members.get("error_response");
  const signed = own ?? error;
  if (signed === undefined) return unknown("the answer is not of the method that was asked");
  if (own !== undefined && error !== undefined) return unknown("the answer holds an answer and an error");
  const sign = textOf(members.get("sign"));
  const claims = claimed(signed);
  if (!sign) return unsigned(text, claims);
  const unverified: ContractRefusal = { kind: "unverified", code: claims.code, evidence: text };
  const alipayCertSn = textOf(members.get("alipay_cert_sn")) || null;
  const keys = keysOf(asked.findKey(alipayCertSn));
  if (keys.length === 0) return { kind: "unknown_certificate", alipayCertSn: alipayCertSn ?? "", refusal: unverified };
  const spellings = asked.isGbk ? gbkSpellings(signed) : [signed];
  if (!spellings.some((bytes) => keys.some((key) => verifyRsa2(bytes, sign, key))))
    return unknown(`the answer's signature does not verify${claims.words}`, unverified);
  const plain = signed.startsWith('"') ? decrypt(signed, asked.aesKey) : signed;
  if (plain === null) return unknown("the answer cannot be decrypted", { kind: "refused", code: "isv.invalid-encrypt", evidence: text });
  const fields = parseJsonObject(plain);
  if (!fields) return unknown("the answer is no object");
  const answer = readFields(fields);
  // The member's name is not signed: an attacker could put the genuine success of another method under it.
  return own === undefined && answer.kind === "success" ? unknown("an error that says success") : answer;
}

/** A field's text; empty when it is absent or something else. */
export function fieldText(fields: ApiFields, name: string): string {
  const value = fields[name];
  return typeof value === "string" ? value : "";
}

/** "alipay.trade.query" → "alipay_trade_query_response". */
export function responseName(method: string): string {
  return `${method.replaceAll(".", "_")}_response`;
}

function readFields(fields: ApiFields): ApiAnswer {
  const code = fieldText(fields, "code");
  if (code === "10000") return { kind: "success", fields };
  if (!code) return unknown("the answer holds no code");
  const subCode = fieldText(fields, "sub_code");
  const words = [fieldText(fields, "sub_msg") || fieldText(fields, "msg"), `code ${code}`].filter(Boolean).join(", ");
  return { kind: "failure", code: subCode || code, detail: words, fields };
}

type Claims = { code: string; words: string };

/** What an answer that does not verify claims: its code, and words for the owner's log. */
function claimed(raw: string): Claims {
  const fields = parseJsonObject(raw) ?? {};
  const [code, subCode, subMsg] = ["code", "sub_code", "sub_msg"].map((name) => fieldText(fields, name));
  const said = [code, subCode, subMsg].filter(Boolean).join(" ");
  return { code: (subCode || code || "").slice(0, 60), words: said ? `; it says ${said.slice(0, 200)}` : "" };
}

/**
 * A gateway that does not know the app cannot sign its refusal, and one that is out of order signs nothing either: only what names
 * the contract, or says nothing, speaks of the contract (docs/wire/alipay-openapi.md §0).
 */
function unsigned(text: string, { code, words }: Claims): ApiAnswer {
  const detail = `the answer is not signed${words}`;
  if (contractCause(code)) return unknown(detail, { kind: "refused", code, evidence: text });
  return code === "" || code === "10000" ? unknown(detail, { kind: "unverified", code, evidence: text }) : unknown(detail);
}

function textOf(raw: string | undefined): string {
  const value: unknown = raw === undefined ? "" : JSON.parse(raw);
  return typeof value === "string" ? value : "";
}

function decrypt(quoted: string, aesKey: Buffer | null): string | null {
  return aesKey ? decryptAes(textOf(quoted), aesKey) : null;
}

function unknown(detail: string, refusal?: ContractRefusal): ApiAnswer {
  return { kind: "unknown", detail, ...(refusal && { refusal }) };
}

export type AnswerOptions = {
  encrypted?: boolean;
  /** Both orders occur in real answers. */
  signFirst?: boolean;
};

/** The gateway's side: the signed body that answers `method`; success adds code and msg to `fields`. */
export function buildResponse(
  contract: AppContract,
  method: string,
  fields: ApiFields,
  { encrypted = false, signFirst = false }: AnswerOptions = {},
): string {
  const json = JSON.stringify(fields);
  const value = encrypted && contract.aesKey ? JSON.stringify(encryptAes(json, contract.aesKey)) : json;
  return frame(responseName(method), value, contract, signFirst);
}

/** The gateway's side: a refusal that belongs to no method; unsigned when the app is unknown. */
export function buildErrorResponse(contract: AppContract | null, fields: ApiFields): string {
  const value = JSON.stringify(fields);
  return contract ? frame("error_response", value, contract, false) : `{"error_response":${value}}`;
}

function frame(name: string, value: string, { alipayPrivateKey, certificates }: AppContract, signFirst: boolean): string {
  const answer = `${JSON.stringify(name)}:${value}`;
  const sn = certificates ? `"alipay_cert_sn":${JSON.stringify(certificates.alipayCertSn)},` : "";
  const sign = `"sign":${JSON.stringify(signRsa2(value, alipayPrivateKey))}`;
  return signFirst ? `{${sn}${sign},${answer}}` : `{${answer},${sn}${sign}}`;
}

/** The gateway's side: the fields of a success. */
export function successFields(fields: ApiFields): ApiFields {
  return { code: "10000", msg: "Success", ...fields };
}

/** The gateway's side: the fields of a business refusal; `echo` repeats the numbers of the request. */
export function failureFields(subCode: string, subMsg: string, echo: ApiFields = {}): ApiFields {
  return { code: "40004", msg: "Business Failed", sub_code: subCode, sub_msg: subMsg, ...echo };
}
