import { createPrivateKey } from "node:crypto";
import type { AppContract } from "@/lib/alipay/openapi/contract";
import type { SecurityKeys } from "@/lib/alipay/wap/signing/security";
import type { SecId } from "../ledger/types";
import { stateOf } from "./settings";
import type { World } from "./world";

/** What the token gateway signs and checks with: with RSA, the key that Alipay keeps for this one merchant (docs/wire/alipay-wap.md §2). */
export function wapKeys({ contract, keys }: World, secId: SecId): SecurityKeys {
  return secId === "MD5"
    ? { secId, md5Key: contract.merchant.md5Key }
    : { secId, privateKey: keys.alipayPrivate, peerPublicKey: keys.merchantPublic };
}

/** What the MAPI gateway signs and checks with: with RSA, its one key for all merchants. */
export function mapiKeys({ contract, keys }: World, secId: SecId): SecurityKeys {
  return secId === "MD5"
    ? { secId, md5Key: contract.merchant.md5Key }
    : { secId, privateKey: keys.mapiPrivate, peerPublicKey: keys.merchantPublic };
}

/** For the fault "wrong-signature": the signature will not verify with the merchant's keys, while encryption stays readable. */
export function wrongKeys({ contract, keys }: World, right: SecurityKeys): SecurityKeys {
  if (right.secId === "MD5") return { secId: "MD5", md5Key: `${contract.merchant.md5Key}-of-somebody-else` };
  return { ...right, privateKey: right.privateKey === keys.mapiPrivate ? keys.alipayPrivate : keys.mapiPrivate };
}

/** What the current protocol signs and checks with: one pair of keys, in certificate mode with the certificates' serials. */
export function appContract({ keys, ledger }: World, { usesCertificates }: { usesCertificates: boolean }): AppContract {
  if (!usesCertificates) return { ...keys.app, certificates: null };
  const { certificateChanged, serialInCallbacks: inCallbacks } = stateOf(ledger).settings;
  const { certificates } = keys.app;
  const alipayCertSn = certificateChanged ? keys.nextAlipayCertSn : certificates.alipayCertSn;
  return { ...keys.app, certificates: { ...certificates, alipayCertSn, inCallbacks } };
}

/** For the fault "wrong-signature": signs with the merchant's own key, which people often confuse with Alipay's. */
export function wrongContract({ contract }: World, right: AppContract): AppContract {
  return { ...right, alipayPrivateKey: createPrivateKey(contract.merchant.appPrivateKey) };
}
