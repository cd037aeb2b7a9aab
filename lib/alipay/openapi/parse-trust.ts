import type { KeyObject, X509Certificate } from "node:crypto";
import type { Problems } from "../settings";
import { certificateSn, checkChain, checkValidity, organisationOf, parseCertificates, rootCertificateSn } from "./certificate";
import { certificateProblem, isRoot } from "./certificate-text";
import type { CertificateTrust, OpenApiConfig } from "./config";

/** How long before a certificate's end the owner is warned. */
const WARN_BEFORE_MS = 30 * 24 * 3600_000;

type Texts = { alipayPublicKey?: string; formerAlipayPublicKey?: string; appCert?: string; alipayCert?: string; rootCert?: string };
type Known = { alipayPublicKey: KeyObject | null; formerPublicKey: KeyObject | null; ownPublicKey: KeyObject | null; now: Date };
type Report = { problems: Problems; warnings: string[] };

/** How Alipay's signatures are checked: with one bare key, or with certificates, of which all three are required. */
export function parseTrust(texts: Texts, known: Known, report: Report): OpenApiConfig["trust"] | null {
  const hasCertificates = Boolean(texts.appCert || texts.alipayCert || texts.rootCert);
  const bare = texts.alipayPublicKey ? "ALIPAY_PUBLIC_KEY" : texts.formerAlipayPublicKey ? "ALIPAY_FORMER_PUBLIC_KEY" : null;
  if (hasCertificates && bare) {
    report.problems.push(`${bare} and certificates are both set: an app works with one or the other, unset what it does not use`);
    return null;
  }
  return hasCertificates ? certificateTrust(texts, known, report) : keyTrust(texts, known, report);
}

function keyTrust(
  texts: Texts,
  { alipayPublicKey, formerPublicKey, ownPublicKey }: Known,
  { problems, warnings }: Report,
): OpenApiConfig["trust"] | null {
  if (!texts.alipayPublicKey)
    problems.push("ALIPAY_PUBLIC_KEY is missing: take 支付宝公钥 of your app, or set ALIPAY_APP_CERT, ALIPAY_CERT and ALIPAY_ROOT_CERT");
  if (!alipayPublicKey) return null;
  if (ownPublicKey?.equals(alipayPublicKey))
    problems.push("ALIPAY_PUBLIC_KEY is your own public key (应用公钥): take the one that Alipay shows as its own (支付宝公钥)");
  if (!formerPublicKey) return { mode: "key", alipayPublicKey };
  if (formerPublicKey.equals(alipayPublicKey) || ownPublicKey?.equals(formerPublicKey))
    problems.push("ALIPAY_FORMER_PUBLIC_KEY must be the key that Alipay signed with before: it is the one of today, or your own");
  warnings.push("ALIPAY_FORMER_PUBLIC_KEY is set, so Alipay's old key is still believed: unset it a day after the change");
  return { mode: "key", alipayPublicKey, formerPublicKey };
}

function certificateTrust(texts: Texts, known: Known, report: Report): CertificateTrust | null {
  const app = certificatesOf("ALIPAY_APP_CERT", "appCertPublicKey_….crt", texts.appCert, report.problems);
  const alipay = certificatesOf("ALIPAY_CERT", "alipayCertPublicKey_RSA2.crt", texts.alipayCert, report.problems);
  const roots = certificatesOf("ALIPAY_ROOT_CERT", "alipayRootCert.crt", texts.rootCert, report.problems);
  const [appCertificate] = app ?? [];
  const [alipayCertificate] = alipay ?? [];
  if (!appCertificate || !alipayCertificate || !alipay || !roots) return null;
  if (isRoot(alipayCertificate))
    report.problems.push(
      "ALIPAY_CERT is a root certificate, with which no message is signed: take alipayCertPublicKey_RSA2.crt, and alipayRootCert.crt for ALIPAY_ROOT_CERT",
    );
  if (!roots.some(isRoot))
    report.problems.push(
      "ALIPAY_ROOT_CERT holds no root, only certificates signed by others: take alipayRootCert.crt as it was downloaded",
    );
  checkOwn(appCertificate, alipayCertificate, known, report.problems);
  checkAlipays(alipayCertificate, { bundle: alipay, roots, now: known.now }, report);
  for (const [name, certificate] of [["ALIPAY_APP_CERT", appCertificate] as const, ["ALIPAY_CERT", alipayCertificate] as const])
    warnOfEnd(name, certificate, known.now, report);
  const rootCertSn = rootCertificateSn(roots);
  if (!rootCertSn)
    report.problems.push("ALIPAY_ROOT_CERT holds no certificate that is signed with RSA: take alipayRootCert.crt as it was downloaded");
  return { mode: "certificate", appCertSn: certificateSn(appCertificate), rootCertSn, roots, alipayCertificates: alipay };
}

function certificatesOf(name: string, file: string, text: string | undefined, problems: Problems): X509Certificate[] | null {
  const certificates = text ? parseCertificates(text) : null;
  if (!text) problems.push(`${name} is missing: with certificates all three are needed; this one is ${file}`);
  else if (!certificates) problems.push(`${name} ${certificateProblem(text, file)}`);
  return certificates;
}

function checkOwn(app: X509Certificate, alipay: X509Certificate, { ownPublicKey, now }: Known, problems: Problems): void {
  if (ownPublicKey && !app.publicKey.equals(ownPublicKey))
    problems.push("ALIPAY_APP_CERT does not belong to ALIPAY_PRIVATE_KEY: they must come from the same request (CSR)");
  if (ownPublicKey && alipay.publicKey.equals(ownPublicKey))
    problems.push("ALIPAY_CERT is your own certificate: take alipayCertPublicKey_RSA2.crt, the one of Alipay's");
  const valid = checkValidity(app, now);
  if (!valid.ok) problems.push(`ALIPAY_APP_CERT ${valid.problem}`);
}

/** A file without the intermediate certificate is common and only worth a warning; an issuer of another environment is an error. */
function checkAlipays(
  certificate: X509Certificate,
  { bundle, roots, now }: { bundle: X509Certificate[]; roots: X509Certificate[]; now: Date },
  { problems, warnings }: Report,
): void {
  const chain = checkChain(certificate, { bundle, roots, now });
  if (chain.ok) return;
  const last = bundle.at(-1) ?? certificate;
  const organisation = organisationOf(last.issuer);
  const isSameHouse = roots.some((root) => organisation !== undefined && organisationOf(root.subject) === organisation);
  if (chain.reason === "unlinked" && isSameHouse && bundle.length === 1)
    warnings.push("ALIPAY_CERT lacks the certificate between it and the root, so its chain could not be checked: download the file again");
  else problems.push(`ALIPAY_CERT ${chain.problem}`);
}

function warnOfEnd(name: string, { validTo }: X509Certificate, now: Date, { warnings }: Report): void {
  const leftMs = new Date(validTo).getTime() - now.getTime();
  if (leftMs > 0 && leftMs < WARN_BEFORE_MS) warnings.push(`${name} ends on ${validTo}: renew it in Alipay's console before then`);
}
