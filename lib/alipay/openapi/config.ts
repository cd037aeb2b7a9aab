import type { KeyObject, X509Certificate } from "node:crypto";

/** A contract of the current protocol, parsed and checked at boot. */
export type OpenApiConfig = {
  appId: string;
  /** The seller's 2088… number. */
  sellerId: string;
  /** The app's own key, which signs. */
  privateKey: KeyObject;
  /** How Alipay's signatures are checked. */
  trust: KeyTrust | CertificateTrust;
  /** Set when contents are encrypted. */
  aesKey: Buffer | null;
  /** Where requests are POSTed. */
  gatewayUrl: string;
  /** Where the buyer's browser is sent; differs from gatewayUrl only when the emulator is reached by another name. */
  cashierUrl: string;
  /** Whether the contract has the page for computers (电脑网站支付), which is a product of its own. */
  computerPage?: boolean;
  /** How long the gateway may take for one answer. */
  timeoutMs: number;
};

export type KeyTrust = {
  mode: "key";
  alipayPublicKey: KeyObject;
  /** The key that Alipay signed with before, while messages under both may come; absent once that is over. */
  formerPublicKey?: KeyObject;
};

export type CertificateTrust = {
  mode: "certificate";
  /** Sent with each request (docs/wire/alipay-openapi.md §2.7). */
  appCertSn: string;
  rootCertSn: string;
  roots: X509Certificate[];
  /** Alipay's signing certificate, then those that link it to the root; the first is the current one. */
  alipayCertificates: X509Certificate[];
};
