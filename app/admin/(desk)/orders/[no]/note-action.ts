"use server";

import { z } from "zod";
import { answer } from "@/app/form-action";
import { toLines } from "@/lib/server/typed-text";
import { MAX_OWNER_NOTE, noteOrder } from "@/lib/shop/orders/note-order";
import { was } from "../../../form/was";
import { memberAction } from "../../../member";
import { noteText as text } from "./note-text";

/** A form sends each end of a line as two characters, which the field counts as one. */
const ownerNote = z
  .string()
  .max(2 * MAX_OWNER_NOTE, text.tooLong)
  .transform(toLines)
  .pipe(z.string().max(MAX_OWNER_NOTE, text.tooLong));
const note = z.strictObject({ orderId: z.uuid(), was, ownerNote });

/** 保存店主备注. */
export const noteAction = memberAction("orders.note", note, async ({ orderId, ...input }, { shop }) =>
  answer(await noteOrder(shop, orderId, input), input.ownerNote === "" ? text.removed : text.saved, text.refusals),
);
