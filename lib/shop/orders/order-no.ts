import "server-only";
import { randomInt } from "node:crypto";

const SHANGHAI_OFFSET_MS = 8 * 3600_000;

/** yymmdd (Asia/Shanghai) + 10 random digits: readable on the phone, sorted by day, not guessable in sequence. */
export function newOrderNo(now: Date): string {
  return `${shanghaiDay(now).slice(2)}${randomDigits(10)}`;
}

/** Alipay's out_trade_no: ours, unique, letters and digits only (alipay-openapi §1.1 is the stricter of the two protocols). */
export function newOutTradeNo(now: Date): string {
  return `XP${shanghaiDay(now)}${randomDigits(18)}`;
}

function shanghaiDay(now: Date): string {
  return new Date(now.getTime() + SHANGHAI_OFFSET_MS).toISOString().slice(0, 10).replaceAll("-", "");
}

function randomDigits(count: number): string {
  return Array.from({ length: count }, () => randomInt(10)).join("");
}
