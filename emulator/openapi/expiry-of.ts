import type { PayOrder } from "@/lib/alipay/openapi/page-pay";
import { formatTime, parseTime } from "@/lib/alipay/time";
import type { OpenApiOrder } from "../ledger/types";

const UNITS_MS = { m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const MAX_MS = 15 * UNITS_MS.d;

/**
 * Until when an order can be paid (docs/wire/alipay-openapi.md §1.1). time_expire wins; timeout_express counts from the
 * creation of the trade, `1c` until the end of the day; with neither it is 15 days. Null for an invalid timeout_express.
 */
export function expiryOf(
  { timeExpire }: Pick<PayOrder, "timeExpire">,
  { timeoutExpress, now }: { timeoutExpress: string; now: Date },
): Pick<OpenApiOrder, "expiresAt" | "timeoutMs"> | null {
  if (timeExpire) return { expiresAt: timeExpire, timeoutMs: null };
  if (timeoutExpress === "1c") return { expiresAt: endOfDay(now), timeoutMs: null };
  const timeoutMs = timeoutExpress ? readTimeout(timeoutExpress) : MAX_MS;
  return timeoutMs === null ? null : { expiresAt: new Date(now.getTime() + MAX_MS), timeoutMs };
}

function readTimeout(text: string): number | null {
  const [, count = "", unit = ""] = /^([1-9]\d{0,4})([mhd])$/.exec(text) ?? [];
  const ms = Number(count) * UNITS_MS[unit as keyof typeof UNITS_MS];
  return ms <= MAX_MS ? ms : null;
}

function endOfDay(now: Date): Date {
  const startsAt = parseTime(`${formatTime(now).slice(0, 10)} 00:00:00`);
  if (!startsAt) throw new Error("the date of today does not parse");
  return new Date(startsAt.getTime() + UNITS_MS.d);
}
