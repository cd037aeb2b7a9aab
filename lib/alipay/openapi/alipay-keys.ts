import type { X509Certificate } from "node:crypto";
import { certificateSn, checkChain, parseCertificates, type Trust } from "./certificate";
import type { CertificateTrust, OpenApiConfig } from "./config";
import type { FindKey } from "./contract";

export type AlipayKeys = {
  /**
   * The key for a message that names this certificate; null when that certificate is not held. A message that names none may be
   * signed under any that is held. With bare keys the name is ignored.
   */
  find: FindKey;
  /** Adds a certificate that Alipay has changed to, after the same checks as at boot. */
  add(pem: string, alipayCertSn: string): Trust;
};

/** Alipay's keys by certificate serial: the configured one and its successors. `now` is for checking their validity. */
export function createAlipayKeys({ trust }: Pick<OpenApiConfig, "trust">, now: () => Date): AlipayKeys {
  if (trust.mode === "key") {
    const keys = [trust.alipayPublicKey, ...(trust.formerPublicKey ? [trust.formerPublicKey] : [])];
    return { find: () => keys, add: () => ({ ok: false, reason: "other", problem: "is not used with bare keys" }) };
  }
  const [current] = trust.alipayCertificates;
  if (!current) throw new TypeError("certificate mode without Alipay's certificate");
  const held = new Map([[certificateSn(current), current]]);
  return {
    find: (sn) => (sn === null ? [...held.values()].map(({ publicKey }) => publicKey) : (held.get(sn)?.publicKey ?? null)),
    add(pem, sn) {
      const checked = checkSuccessor(pem, sn, { trust, current, now: now() });
      if (!checked.ok) return checked;
      held.set(sn, checked.certificate);
      return { ok: true };
    },
  };
}

/**
 * The same root also signs merchants' certificates, so a chain to it is not enough: the successor must have the same subject
 * as the certificate that the owner configured (docs/wire/alipay-openapi.md §2.7).
 */
function checkSuccessor(
  pem: string,
  sn: string,
  { trust, current, now }: { trust: CertificateTrust; current: X509Certificate; now: Date },
): { ok: true; certificate: X509Certificate } | Exclude<Trust, { ok: true }> {
  const bundle = parseCertificates(pem);
  const certificate = bundle?.[0];
  if (!bundle || !certificate) return { ok: false, reason: "other", problem: "cannot be read" };
  if (certificateSn(certificate) !== sn) return { ok: false, reason: "other", problem: "is not the one that was asked for" };
  if (certificate.subject !== current.subject) return { ok: false, reason: "other", problem: "is made out to somebody else" };
  const trusted = checkChain(certificate, { bundle: [...bundle, ...trust.alipayCertificates], roots: trust.roots, now });
  return trusted.ok ? { ok: true, certificate } : trusted;
}
