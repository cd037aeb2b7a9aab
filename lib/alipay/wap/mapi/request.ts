import { encodeForm } from "../../form";
import { type FindKeys, mapiSignType, type Params, type SecurityKeys, signSortedAside, verifySorted } from "../signing/security";

/** Signs a request to the MAPI gateway: sorted, then sign_type and sign (docs/wire/alipay-wap.md §1.3, §2). */
export async function signMapiRequest(params: Params, keys: SecurityKeys): Promise<Params> {
  const [sign] = (await signSortedAside(params, keys)).slice(-1);
  return [...params, ["sign_type", mapiSignType(keys.secId)], ...(sign ? [sign] : [])];
}

/** The address of a GET request with these parameters. */
export function mapiUrl(gatewayUrl: string, params: Params): string {
  return `${gatewayUrl}?${encodeForm(params)}`;
}

export type VerifiedMapiRequest = { ok: true; keys: SecurityKeys } | { ok: false; error: string };

/** The gateway's side: whether a contract sent this; `error` is the code to answer with. */
export function verifyMapiRequest(params: ReadonlyMap<string, string>, findKeys: FindKeys): VerifiedMapiRequest {
  const signType = params.get("sign_type");
  if (signType !== "MD5" && signType !== "RSA") return { ok: false, error: "ILLEGAL_SIGN_TYPE" };
  const keys = findKeys(params.get("partner") ?? "", signType === "MD5" ? "MD5" : "0001");
  if (!keys) return { ok: false, error: "ILLEGAL_PARTNER" };
  return verifySorted(params, keys) ? { ok: true, keys } : { ok: false, error: "ILLEGAL_SIGN" };
}
