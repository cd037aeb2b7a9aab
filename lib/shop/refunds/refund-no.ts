import "server-only";
import { randomInt } from "node:crypto";

/** A refund's own number: 20 letters and digits, unique in the shop, as both protocols carry it (alipay-wap §1.3: at most 24). */
export function newRefundNo(): string {
  return `RF${Array.from({ length: 18 }, () => randomInt(10)).join("")}`;
}

/** Whether a number is of our own making; Alipay's console makes others. */
export function isOwnRefundNo(outRequestNo: string): boolean {
  return /^RF\d{18}$/.test(outRequestNo);
}
