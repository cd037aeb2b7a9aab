import { AUTH_SERVICE, parseAuthRequest } from "@/lib/alipay/wap/auth-request";
import { refuseDesktop } from "../cashier/cashier";
import { seeOther } from "../cashier/page";
import { badLinkPage, systemErrorPage } from "../cashier/result-views";
import { underFaults } from "../faults/answer-faults";
import type { World } from "../world/world";
import { findWapKeys } from "./find-keys";

/**
 * alipay.wap.auth.authAndExecute: the browser of a buyer arrives with a token and is redirected to its cashier
 * (docs/wire/alipay-wap.md §1.2).
 */
export async function answerAuth(world: World, request: Request, query: string): Promise<Response> {
  const parsed = parseAuthRequest(query, findWapKeys(world));
  const token = parsed.ok ? world.ledger.get("token", parsed.requestToken) : undefined;
  const where = { channel: "cashier", service: AUTH_SERVICE, outTradeNo: token?.outTradeNo ?? null } as const;
  const work = async () => {
    if (!token) return badLinkPage();
    return refuseDesktop(world, request) ?? seeOther(`/cashier/${token.token}`);
  };
  return underFaults(world, where, { signal: request.signal, systemError: systemErrorPage, work });
}
