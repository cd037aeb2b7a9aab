import "server-only";
import { type Result, refuse } from "@/lib/server/result";
import { recordAudit } from "@/lib/shop/audit/record-audit";
import type { Shop } from "@/lib/shop/shop";
import { endOthers } from "../sessions/end-sessions";
import { changeStaff } from "./change-staff";

/** Logs somebody out everywhere; their password goes on working. Refuses whoever is not in, and who is logged in nowhere. */
export async function endMemberSessions(
  shop: Shop,
  memberId: number,
): Promise<Result<{ ended: number }, "gone" | "nowhere" | "not_allowed">> {
  return changeStaff(shop, async (tx, { members }) => {
    const member = members.find(({ id }) => id === memberId);
    if (!member) return refuse("gone");
    const ended = await endOthers(tx, memberId, null);
    if (ended === 0) return refuse("nowhere");
    const name = member.name || member.login;
    await recordAudit(tx, shop, { kind: "member_sessions_ended", subject: memberId, name, after: { sessions: ended } });
    return { ok: true as const, ended };
  });
}
