import { billFields } from "@/lib/alipay/openapi/bill-query";
import { type ApiFields, fieldText } from "@/lib/alipay/openapi/response";
import { formatTime, parseTime } from "@/lib/alipay/time";
import { billEntries } from "../bill/bill-entries";
import { billUrl } from "../bill/bill-url";
import { stateOf } from "../world/settings";
import type { World } from "../world/world";
import type { MethodCall } from "./method-call";
import { refuse } from "./refuse";

const READY_AT_HOUR = 9;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const OLDEST_DAYS = 6 * 365;

/**
 * alipay.data.dataservice.bill.downloadurl.query: the download address of the bill of a past day, from 09:00 of the next day
 * (docs/wire/alipay-openapi.md §1.7).
 */
export function answerBill(world: World, { request: { bizContent }, origin }: MethodCall): ApiFields {
  if (fieldText(bizContent, "bill_type") !== "trade") return refuse("TYPE_NOT_SUPPORTED");
  const day = fieldText(bizContent, "bill_date");
  const startsAt = parseTime(`${day} 00:00:00`);
  const now = world.now();
  const isPast = startsAt !== null && day < formatTime(now).slice(0, 10);
  if (!isPast || now.getTime() - startsAt.getTime() > OLDEST_DAYS * DAY_MS) return refuse("INVAILID_ARGUMENTS");
  if (now.getTime() < startsAt.getTime() + DAY_MS + READY_AT_HOUR * HOUR_MS) return refuse("BILL_NOT_EXIST");
  const isEmpty = billEntries(world, day).length === 0;
  if (isEmpty && !stateOf(world.ledger).settings.emptyBills) return refuse("NO_BILL_DATA");
  return billFields({ url: billUrl(world, { origin, day }), isEmpty });
}
