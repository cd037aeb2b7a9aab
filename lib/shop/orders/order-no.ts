import "server-only";
import { randomInt } from "node:crypto";
import { dayOf } from "@/lib/shop/day";

/** yymmdd (Asia/Shanghai) + 10 random digits: readable on the phone, sorted by day, not guessable in sequence. */
export function newOrderNo(now: Date): string {
  return `${digitsOfDay(now).slice(2)}${randomDigits(10)}`;
}

/** Alipay's out_trade_no: ours, unique, letters and digits only (docs/wire/alipay-openapi.md §1.1 is the stricter of the two protocols). */
export function newOutTradeNo(now: Date): string {
  return `XP${digitsOfDay(now)}${randomDigits(18)}`;
}

/** yyyyMMdd. */
function digitsOfDay(now: Date): string {
  return dayOf(now).replaceAll("-", "");
}

function randomDigits(count: number): string {
  return Array.from({ length: count }, () => randomInt(10)).join("");
}
