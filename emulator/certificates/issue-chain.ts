import { generateKeyPairSync, type KeyObject } from "node:crypto";
import type { Random } from "../ledger/random";
import { type Authority, issueCertificate, type Name } from "./issue-certificate";

/** What a merchant downloads in certificate mode, as PEM (alipay-openapi §2.7). */
export type Chain = {
  /** appCertPublicKey.crt */
  appCertificate: string;
  /** alipayCertPublicKey_RSA2.crt: Alipay's own certificate first, and behind it the one of its issuer. */
  alipayCertificate: string;
  /** alipayRootCert.crt: like the real one it also holds a root that is not RSA's and has no part in the serial number. */
  alipayRootCertificate: string;
};

/** Issues the certificates of one application: root, intermediate authority, and from it Alipay's and the merchant's. */
export function issueChain(
  random: Random,
  subjects: { appId: string; sellerId: string; appPublicKey: KeyObject; alipayPublicKey: KeyObject },
): Chain {
  const serial = () => random(16);
  const root = newAuthority("Emulated Root Authority R1", "rsa");
  const other = newAuthority("Emulated Root Authority E1", "ec");
  const middle = newAuthority("Emulated Authority Class 2 R1", "rsa");
  const leaf = (common: string, publicKey: KeyObject) =>
    issueCertificate({ subject: nameOf(common), publicKey, issuer: middle, serial: serial(), isAuthority: false });
  const authority = (subject: Authority, issuer: Authority) =>
    issueCertificate({ subject: subject.name, publicKey: subject.privateKey, issuer, serial: serial(), isAuthority: true });
  return {
    appCertificate: leaf(`${subjects.sellerId}-${subjects.appId}`, subjects.appPublicKey),
    alipayCertificate: leaf(`Emulated Alipay-${subjects.sellerId}`, subjects.alipayPublicKey) + authority(middle, root),
    alipayRootCertificate: authority(other, other) + authority(root, root),
  };
}

function newAuthority(common: string, kind: "rsa" | "ec"): Authority {
  const { privateKey } =
    kind === "rsa" ? generateKeyPairSync("rsa", { modulusLength: 2048 }) : generateKeyPairSync("ec", { namedCurve: "P-256" });
  return { name: nameOf(common), privateKey };
}

function nameOf(common: string): Name {
  return { country: "CN", organisation: "Xiaopu", unit: "Emulator", common };
}
