import type { X509Certificate } from "node:crypto";
import { insteadOfKey, plainKeyText } from "../key-spelling";

const BLOCK = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** The certificates of a PEM text as separate texts, in its order; empty when one of them is not whole, so that none is passed over. */
export function certificateBlocks(text: string): string[] {
  const plain = plainKeyText(text);
  const blocks = plain.match(BLOCK) ?? [];
  return hasRemains(plain) ? [] : blocks;
}

/** Whether something of a certificate is left between the whole ones: a heading, or lines of base64. Comments may stand there. */
function hasRemains(plain: string): boolean {
  return plain
    .replace(BLOCK, "\n")
    .split("\n")
    .some((line) => /-----|BEGIN CERT|END CERT/.test(line) || /^[A-Za-z0-9+/]{40,}={0,2}$/.test(line.trim()));
}

/** Why a text holds no certificates that can be read: it finishes a sentence that begins with the variable's name. `file`: what belongs there. */
export function certificateProblem(text: string, file: string): string {
  const plain = plainKeyText(text);
  const instead = insteadOfKey(text);
  if (instead) return instead;
  if (/BEGIN (?:RSA )?(?:PRIVATE|PUBLIC) KEY/.test(plain)) return `is a key, and a certificate is wanted here: give ${file}`;
  if (!plain.includes("CERTIFICATE") && /^[A-Za-z0-9+/=\s]{100,}$/.test(plain))
    return `is base64 without a heading, perhaps a key: give ${file} whole, from -----BEGIN to -----END`;
  if (plain.includes("CERT") && hasRemains(plain))
    return `is not whole: a certificate in it is cut off or has lost a part of its heading; give ${file} as it was downloaded`;
  return `is no certificate that can be read: give ${file} whole, from -----BEGIN to -----END`;
}

/** A root stands where Alipay's own certificate belongs: nothing would ever verify, since no message is signed with a root's key. */
export function isRoot(certificate: X509Certificate): boolean {
  return certificate.subject === certificate.issuer;
}
