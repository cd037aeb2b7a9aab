import { formatAmount } from "@/lib/alipay/amount";
import type { ApiFields } from "@/lib/alipay/openapi/response";
import type { Tampering } from "../faults/take-tampering";

const SUMS = ["total_amount", "refund_fee", "refund_amount"];

/** Whether an answer names a sum, which "wrong-amount" can then change. */
export function namesSum(fields: ApiFields): boolean {
  return SUMS.some((name) => name in fields);
}

/** The fields of an answer with another sum, where "wrong-amount" is set. An answer names no seller and no application. */
export function tamper(fields: ApiFields, { amountFen }: Tampering): ApiFields {
  if (amountFen === null) return fields;
  const sums = SUMS.filter((name) => name in fields).map((name) => [name, formatAmount(amountFen)]);
  return { ...fields, ...Object.fromEntries(sums) };
}

/** The text of an answer without its signature, which is the last field. */
export function withoutSignature(answer: string): string {
  return answer.replace(/,"sign":"[^"]*"\}$/, "}");
}
