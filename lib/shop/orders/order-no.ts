import "server-only";
import { randomInt } from "node:crypto";
import { dayOf } from "@/lib/shop/day";

const BEGINNING = "XP";
/** What a shop may put between that and the digits; letters only, so that no two shops' numbers are alike. */
export const PREFIX = /^[A-Z]{0,8}$/;

/** yymmdd (Asia/Shanghai) + 10 random digits: readable on the phone, sorted by day, not guessable in sequence. */
export function newOrderNo(now: Date): string {
  return `${digitsOfDay(now).slice(2)}${randomDigits(10)}`;
}

/**
 * Alipay's out_trade_no: ours, unique, letters and digits only (docs/wire/alipay-openapi.md §1.1 is the stricter of the two
 * protocols). `prefix` tells apart the shops that share an account (docs/decisions/0015); empty where there is one.
 */
export function newOutTradeNo(now: Date, prefix: string): string {
  return `${BEGINNING}${prefix}${digitsOfDay(now)}${randomDigits(18)}`;
}

/** Whether a number has the form of those that are made here, with one of these prefixes, even if it is not in our books. */
export function isOwnOutTradeNo(outTradeNo: string, prefixes: readonly string[]): boolean {
  const [, prefix] = /^XP([A-Z]*)\d{26}$/.exec(outTradeNo) ?? [];
  return prefix !== undefined && prefixes.includes(prefix);
}

/** yyyyMMdd. */
function digitsOfDay(now: Date): string {
  return dayOf(now).replaceAll("-", "");
}

function randomDigits(count: number): string {
  return Array.from({ length: count }, () => randomInt(10)).join("");
}
