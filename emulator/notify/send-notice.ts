import { takeFault } from "../faults/faults";
import type { Delivery, Notice, Order } from "../ledger/types";
import type { World } from "../world";
import { noticeAt } from "./notice-at";
import { writeNotice } from "./write-notice";

const TIMEOUT_MS = 10_000;

type Answer = Pick<Delivery, "outcome" | "httpStatus" | "answer">;

/**
 * Sends a notice once, or more often under "duplicate-notification", and records each attempt. The notice is taken for
 * acknowledged when HTTP 200 comes with the body `success`, these seven bytes and no other.
 */
export async function sendNotice(world: World, notice: Notice, dueAt: Date): Promise<Delivery> {
  const order = world.ledger.get("order", notice.outTradeNo);
  if (!order?.notifyUrl) throw new Error("a notice without somewhere to go");
  if (takeFault(world, noticeAt(notice), ["lose-notification"])) {
    return record(world, notice, { dueAt, order, answer: { outcome: "lost", httpStatus: null, answer: "lost by a fault" } });
  }
  const duplicate = takeFault(world, noticeAt(notice), ["duplicate-notification"]);
  const send = async () => record(world, notice, { dueAt, order, answer: await post(world, notice, order) });
  let delivery = await send();
  for (let copy = 0; copy < (duplicate?.copies ?? 0); copy += 1) delivery = await send();
  return delivery;
}

async function post(world: World, notice: Notice, order: Order): Promise<Answer> {
  const body = writeNotice(world, notice, order);
  // A notice tells of what has happened; a crash must not take it back.
  await world.ledger.written();
  try {
    const response = await world.fetch(order.notifyUrl ?? "", {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded; charset=utf-8" },
      body,
      // A redirect is no `success`, and is not followed (alipay-wap §7).
      redirect: "manual",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const text = Buffer.from(await response.arrayBuffer()).toString("utf8");
    const outcome = response.status === 200 && text === "success" ? "acknowledged" : "not_success";
    return { outcome, httpStatus: response.status, answer: text.slice(0, 200) };
  } catch (error) {
    return { outcome: "unreachable", httpStatus: null, answer: String(error).slice(0, 200) };
  }
}

function record(world: World, notice: Notice, { dueAt, order, answer }: { dueAt: Date; order: Order; answer: Answer }): Delivery {
  const { ledger } = world;
  const id = ledger.count("delivery") + 1;
  const delivery: Delivery = {
    id,
    notifyId: notice.notifyId,
    outTradeNo: notice.outTradeNo,
    url: order.notifyUrl ?? "",
    tradeStatus: notice.trade.status,
    send: notice.sends + 1,
    dueAt,
    sentAt: world.now(),
    ...answer,
  };
  const current = ledger.get("notice", notice.notifyId);
  // A reset may have swept the notice away while it was under way.
  if (!current) return delivery;
  ledger.put("delivery", String(id), delivery);
  if (answer.outcome === "acknowledged" && !current.acknowledgedAt) {
    ledger.put("notice", notice.notifyId, { ...current, acknowledgedAt: delivery.sentAt });
    ledger.remove("due", `send:${notice.notifyId}`);
  }
  return delivery;
}
