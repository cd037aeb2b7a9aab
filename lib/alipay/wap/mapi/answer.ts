import { contractCause } from "../../contract-refusal";
import type { UnknownAnswer } from "../../gateway";
import { onlyChild, parseXml, writeElements, type XmlElement } from "../../xml";

const XML_DECLARATION = '<?xml version="1.0" encoding="utf-8"?>';

export type MapiAnswer = { kind: "success"; root: XmlElement } | { kind: "failure"; code: string } | { kind: "broken"; detail: string };

/** Reads `<alipay><is_success>T|F</is_success>…</alipay>`, the frame of every XML answer of MAPI (docs/wire/alipay-wap.md §1.3). */
export function parseMapiAnswer(text: string): MapiAnswer {
  const xml = parseXml(text.trim());
  if (!xml.ok) return { kind: "broken", detail: `the answer is not XML: ${xml.problem}` };
  const root = xml.root.name === "alipay" ? xml.root : undefined;
  const isSuccess = onlyChild(root, "is_success")?.text;
  if (root && isSuccess === "T") return { kind: "success", root };
  const code = onlyChild(root, "error")?.text;
  return isSuccess === "F" && code ? { kind: "failure", code } : { kind: "broken", detail: "the answer says neither yes nor no" };
}

/** A no that leaves the outcome unknown, marked when it is the contract that is refused. */
export function mapiFailed(code: string): UnknownAnswer {
  return { kind: "unknown", detail: code, ...(contractCause(code) && { refusal: { kind: "refused", code, evidence: "" } }) };
}

/** The gateway's side: a plain yes, or one around `inner`. */
export function buildMapiSuccess(inner = ""): string {
  return `${XML_DECLARATION}<alipay><is_success>T</is_success>${inner}</alipay>`;
}

/** The gateway's side: a no with its code. */
export function buildMapiFailure(code: string): string {
  const inner = writeElements([
    ["is_success", "F"],
    ["error", code],
  ]);
  return `${XML_DECLARATION}<alipay>${inner}</alipay>`;
}
