import { formatAmount } from "@/lib/alipay/amount";
import type { ApiFields } from "@/lib/alipay/openapi/response";
import type { Lies } from "../faults/take-tampering";

const SUMS = ["total_amount", "refund_fee", "refund_amount"];

/** Whether an answer names a sum about which it could lie. */
export function namesSum(fields: ApiFields): boolean {
  return SUMS.some((name) => name in fields);
}

/** The fields of an answer with another sum, where "wrong-amount" is set; no other lie has a place in an answer. */
export function lie(fields: ApiFields, { amountFen }: Lies): ApiFields {
  if (amountFen === null) return fields;
  const sums = SUMS.filter((name) => name in fields).map((name) => [name, formatAmount(amountFen)]);
  return { ...fields, ...Object.fromEntries(sums) };
}

/** An answer's text without its signature, which stands last. */
export function withoutSignature(answer: string): string {
  return answer.replace(/,"sign":"[^"]*"\}$/, "}");
}
