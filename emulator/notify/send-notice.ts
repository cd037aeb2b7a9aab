import { takeFault } from "../faults/take-fault";
import type { Delivery, Notice } from "../ledger/types";
import type { World } from "../world/world";
import { noticeAt } from "./notice-at";
import { writeNotice } from "./write-notice";

const TIMEOUT_MS = 10_000;

type Attempt = Pick<Delivery, "sentAt" | "outcome" | "httpStatus" | "answer">;

/**
 * Sends a notice once, or more often under "duplicate-notification", and records each attempt. The merchant has
 * acknowledged the notice when it answers HTTP 200 with exactly the seven bytes `success`.
 */
export async function sendNotice(world: World, notice: Notice, dueAt: Date): Promise<Delivery> {
  if (takeFault(world, noticeAt(notice), ["lose-notification"])) {
    return record(world, notice, {
      dueAt,
      attempt: { sentAt: world.now(), outcome: "lost", httpStatus: null, answer: "lost by a fault" },
    });
  }
  const duplicate = takeFault(world, noticeAt(notice), ["duplicate-notification"]);
  const send = async () => record(world, notice, { dueAt, attempt: await post(world, notice) });
  // A reset may remove the notice while it is under way.
  const isKnown = () => world.ledger.get("notice", notice.notifyId) !== undefined;
  let delivery = await send();
  for (let copy = 0; copy < (duplicate?.copies ?? 0) && isKnown(); copy += 1) delivery = await send();
  return delivery;
}

async function post(world: World, notice: Notice): Promise<Attempt> {
  const sentAt = world.now();
  const body = writeNotice(world, notice);
  // The event must be durable before the merchant hears of it: a crash must not undo it.
  await world.ledger.written();
  try {
    const response = await world.fetch(notice.url, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded; charset=utf-8" },
      body,
      // A redirect does not count as `success` and is not followed (docs/wire/alipay-wap.md §7).
      redirect: "manual",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const text = Buffer.from(await response.arrayBuffer()).toString("utf8");
    const outcome = response.status === 200 && text === "success" ? "acknowledged" : "not_success";
    return { sentAt, outcome, httpStatus: response.status, answer: text.slice(0, 200) };
  } catch (error) {
    return { sentAt, outcome: "unreachable", httpStatus: null, answer: String(error).slice(0, 200) };
  }
}

function record(world: World, notice: Notice, { dueAt, attempt }: { dueAt: Date; attempt: Attempt }): Delivery {
  const { ledger } = world;
  const id = ledger.count("delivery") + 1;
  const delivery: Delivery = {
    id,
    notifyId: notice.notifyId,
    outTradeNo: notice.outTradeNo,
    url: notice.url,
    tradeStatus: notice.trade.status,
    send: notice.sends + 1,
    dueAt,
    ...attempt,
  };
  const current = ledger.get("notice", notice.notifyId);
  if (!current) return delivery;
  ledger.put("delivery", String(id), delivery);
  if (attempt.outcome === "acknowledged" && !current.acknowledgedAt) {
    ledger.put("notice", notice.notifyId, { ...current, acknowledgedAt: world.now() });
    ledger.remove("due", `send:${notice.notifyId}`);
  }
  return delivery;
}
