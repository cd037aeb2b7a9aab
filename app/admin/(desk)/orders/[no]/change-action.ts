"use server";

import { z } from "zod";
import { answer } from "@/app/form-action";
import type { FormState } from "@/lib/server/action";
import { wordsFor } from "@/lib/server/result";
import { MAX_LINES } from "@/lib/shop/catalog/product";
import { inAHurry } from "@/lib/shop/gateway/guard-gateway";
import { formatFen, MAX_TYPED_SUM, parseYuan } from "@/lib/shop/money";
import { MAX_REASON } from "@/lib/shop/orders/order-change";
import { type ChangePreview, changeOrder } from "@/lib/shop/payments/change-order";
import { withdrawChange } from "@/lib/shop/payments/withdraw-change";
import { newWishKey, wishKey } from "../../../form/wish-key";
import { memberAction } from "../../../member";
import { changeText as text } from "./change-text";
import { lineOf, receiverFields } from "./receiver-fields";

const sum = z
  .string()
  .max(MAX_TYPED_SUM, text.needSum)
  .transform((typed, context) => {
    const fen = parseYuan(typed.replace(/^[¥￥]/, ""));
    if (fen === null) context.addIssue({ code: "custom", message: text.needSum });
    return fen ?? 0;
  });
const stamp = z.string().max(40);

/** A field for each line of the order, by its number. */
const change = z
  .object({
    ...{ orderId: z.uuid(), was: stamp, seen: stamp, wishKey, off: sum, freight: sum, ...receiverFields },
    reason: lineOf({ min: 0, max: MAX_REASON, wrong: text.needReason }),
  })
  .catchall(sum)
  .refine((input) => Object.keys(input).filter((name) => LINE.test(name)).length <= MAX_LINES);
const LINE = /^line(\d{1,18})$/;

/** 改价、改运费、改地址: the first press shows what it makes of the order, the second one saves it. */
export const changeOrderAction = memberAction(
  "orders.change",
  change,
  async ({ orderId, was, seen, wishKey: key, off, freight, reason, name, phone, region, detail, ...lines }, { shop, member }) => {
    const receiver = { receiverName: name, receiverPhone: phone, ...region, addressDetail: detail };
    const sums = Object.entries(lines).flatMap(([field, fen]) => {
      const lineId = LINE.exec(field)?.[1];
      return lineId ? [{ lineId, fen: Number(fen) }] : [];
    });
    const form = { lines: sums, offFen: off, shippingFen: freight, receiver, reason, was, seen, key, owner: member.login };
    const changed = await changeOrder(inAHurry(shop), orderId, form);
    if (changed.ok) {
      const isDone = changed.state === "applied";
      return {
        ok: true,
        message: text.done[changed.state],
        ...(!isDone && { isWarning: true }),
        values: { wishKey: newWishKey(), seen: "" },
      };
    }
    if (changed.reason === "not_seen") return showPreview(changed.seen, changed.preview);
    const message = wordsFor(changed, text.refusals);
    return changed.reason === "key_reused" ? { ok: false, message, values: { wishKey: newWishKey() } } : { ok: false, message };
  },
);

function showPreview(seen: string, { terms, moves, freightFen, waits }: ChangePreview): FormState {
  const { total, shipping } = terms;
  const goods = { from: formatFen(total.fromFen - shipping.fromFen), to: formatFen(total.toFen - shipping.toFen) };
  const parts = [
    text.due(formatFen(total.fromFen), formatFen(total.toFen)),
    text.goods(goods.from, goods.to),
    text.shipping(formatFen(shipping.fromFen), formatFen(shipping.toFen)),
    moves && text.moved,
    freightFen !== null && freightFen !== shipping.toFen && text.counted(formatFen(freightFen)),
    total.toFen > total.fromFen && text.dearer,
    waits && text.waits,
  ].filter(Boolean);
  return { ok: false, isWarning: true, message: `${text.again}${parts.join("；")}。`, values: { seen } };
}

/** 撤回修改. */
export const withdrawChangeAction = memberAction("orders.change", z.strictObject({ orderId: z.uuid() }), async ({ orderId }, { shop }) =>
  answer(await withdrawChange(shop, orderId), text.withdrawn, text.notWithdrawn),
);
