/**
 * Why a gateway refuses a contract: our signature · who we say that we are · a certificate's serial · what the contract allows · an
 * authorisation · the key that encrypts · this machine's clock.
 */
export type ContractCause = "own_key" | "identity" | "certificate" | "permission" | "authorization" | "encryption" | "clock";

const CAUSES: Record<ContractCause, string> = {
  own_key: "isv.invalid-signature isv.invalid-signature-type isv.missing-signature 0002 0006 ILLEGAL_SIGN ILLEGAL_SIGN_TYPE",
  identity: "isv.invalid-app-id isv.missing-app-id ILLEGAL_PARTNER SELLER_ACCOUNT_NOT_MATCH SELLER_NOT_EXIST SELLER_INFO_NOT_EXIST",
  certificate:
    "isv.app-cert-not-exist isv.alipay-cert-not-exist isv.app-cert-expired isv.missing-app-cert-sn isv.missing-alipay-root-cert-sn isv.invalid-app-cert-sn isv.invalid-alipay-root-cert-sn",
  permission:
    "isv.insufficient-isv-permissions isv.insufficient-user-permissions 40006 ACCESS_FORBIDDEN 0003 0005 ILLEGAL_SERVICE ILLEGAL_PARTNER_EXTERFACE HAS_NO_PRIVILEGE PARTNER_NOT_SIGN_PROTOCOL",
  authorization: "20001 aop.invalid-auth-token aop.invalid-app-auth-token aop.auth-token-time-out",
  encryption: "isv.invalid-encrypt isv.invalid-encrypt-type isv.decryption-error-unknown",
  clock: "isv.invalid-timestamp",
};

const BY_CODE = new Map(
  Object.entries(CAUSES).flatMap(([cause, codes]) => codes.split(" ").map((code) => [code, cause as ContractCause] as const)),
);

/**
 * What a code of either protocol says about the contract; null for one that is about a trade, about the gateway itself, or in no
 * document. It would be the same for every trade, so it may close the checkout: codes stand here one by one, none by its look
 * (docs/wire/alipay-wap.md §5, docs/wire/alipay-openapi.md §0).
 */
export function contractCause(code: string): ContractCause | null {
  return BY_CODE.get(code.replace(/^(aop\.)?ACQ\./, "")) ?? null;
}
