"use server";

import { z } from "zod";
import { answer } from "@/app/form-action";
import { endOtherSessions, endSession } from "@/lib/shop/owners/sessions/end-sessions";
import { confirmedMemberAction } from "../../../confirmed-action";
import { rowId } from "../../../form/row-id";
import { text } from "./text";

export const endSessionAction = confirmedMemberAction(
  "account",
  z.strictObject({ sessionId: rowId }),
  async ({ sessionId }, { shop, session }) => answer(await endSession(shop, session, sessionId), text.ended, text.refusals),
);

export const endOthersAction = confirmedMemberAction("account", z.strictObject({}), async (_input, { shop, session }) => {
  const { ended } = await endOtherSessions(shop, session);
  return { ok: true, message: text.othersEnded(ended) };
});
