import { certificateFields } from "@/lib/alipay/openapi/certificate-download";
import { type ApiFields, fieldText } from "@/lib/alipay/openapi/response";
import type { World } from "../world/world";
import type { MethodCall } from "./method-call";
import { refuse } from "./refuse";

/**
 * alipay.open.app.alipaycert.download: Alipay's certificate with this serial, today's or the one that it changes to
 * (docs/wire/alipay-openapi.md §2.7).
 */
export function answerCertificate({ contract, keys }: World, { request: { bizContent } }: MethodCall): ApiFields {
  const sn = fieldText(bizContent, "alipay_cert_sn");
  if (sn === keys.app.certificates.alipayCertSn) return certificateFields(contract.merchant.alipayCert);
  if (sn === keys.nextAlipayCertSn) return certificateFields(contract.nextAlipayCert);
  return refuse("isv.invalid-alipay-cert-sn");
}
