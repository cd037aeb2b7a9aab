import { onlyChild, writeElements } from "../xml";
import { type Echo, type RefusedRequest, signRequest, verifyRequest } from "./outer-request";
import type { FindKeys, SecurityKeys } from "./signing/security";

export const AUTH_SERVICE = "alipay.wap.auth.authAndExecute";

/** The signed address of the cashier, to which the buyer's browser goes with its token (docs/wire/alipay-wap.md §1.2). */
export async function buildAuthUrl(
  contract: { partner: string; keys: SecurityKeys; cashierUrl: string },
  requestToken: string,
): Promise<string> {
  const reqData = `<auth_and_execute_req>${writeElements([["request_token", requestToken]])}</auth_and_execute_req>`;
  const params = await signRequest(contract, { service: AUTH_SERVICE, reqData });
  const query = params.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join("&");
  return `${contract.cashierUrl}?${query}`;
}

export type ParsedAuthRequest = { ok: true; requestToken: string; echo: Echo; keys: SecurityKeys } | RefusedRequest;

/** The gateway's side: verifies the query string (without its question mark) with which a browser arrives. */
export function parseAuthRequest(query: string, findKeys: FindKeys): ParsedAuthRequest {
  const outer = verifyRequest(query, { service: AUTH_SERVICE, root: "auth_and_execute_req", needsReqId: false }, findKeys);
  if (!outer.ok) return outer;
  const requestToken = onlyChild(outer.root, "request_token")?.text;
  if (!requestToken) return { ok: false, code: "0007", detail: "request_token is missing", echo: outer.echo };
  return { ok: true, requestToken, echo: outer.echo, keys: outer.keys };
}
