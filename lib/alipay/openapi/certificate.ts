import { createHash, X509Certificate } from "node:crypto";
import { certificateBlocks } from "./certificate-text";
import { readDer, readOid } from "./der";

/**
 * The object identifiers of all RSA signature algorithms begin with this; Alipay's root file also holds SM2 and elliptic ones
 * (docs/wire/alipay-openapi.md §2.7).
 */
const RSA_ARC = "1.2.840.113549.1.1";
const MAX_CHAIN = 5;

/** The certificates of a PEM text, in its order; null when it holds none, or one that is not whole. Line ends may be written as \n. */
export function parseCertificates(text: string): X509Certificate[] | null {
  const blocks = certificateBlocks(text);
  if (blocks.length === 0) return null;
  try {
    return blocks.map((block) => new X509Certificate(rewrap(block)));
  } catch {
    return null;
  }
}

/** OpenSSL needs the heading on a line of its own, which a one-line environment variable has lost. */
function rewrap(block: string): string {
  const body = block.replace(/-----[A-Z ]+-----/g, "").replace(/\s+/g, "");
  return `-----BEGIN CERTIFICATE-----\n${body.replace(/.{64}(?=.)/g, "$&\n")}\n-----END CERTIFICATE-----\n`;
}

/**
 * A certificate's serial as Alipay computes it: MD5 of the issuer's name, most specific attribute first, with the serial
 * number in decimal right behind it (docs/wire/alipay-openapi.md §2.7). The name is RFC 2253's: parts by commas, attributes
 * of one part by plus signs, without the blanks that Node puts around those; a plus inside a value is escaped.
 */
export function certificateSn(certificate: X509Certificate): string {
  const issuer = certificate.issuer.split("\n").reverse().join(",").replaceAll(" + ", "+");
  return createHash("md5")
    .update(`${issuer}${decimal(certificate.serialNumber)}`, "utf8")
    .digest("hex");
}

/** An issuer that omits the leading zero of a number with its top bit set makes it negative, and Node writes "-61" for 9F. */
function decimal(serialNumber: string): bigint {
  const magnitude = BigInt(`0x${serialNumber.replace("-", "")}`);
  return serialNumber.startsWith("-") ? -magnitude : magnitude;
}

/** The serials of the roots that are signed with RSA, joined by `_`; the others are left out (docs/wire/alipay-openapi.md §2.7). */
export function rootCertificateSn(roots: X509Certificate[]): string {
  return roots.filter(isRsaSigned).map(certificateSn).join("_");
}

/** Node 20 does not expose a certificate's signature algorithm, so it is read from the DER: the second of three elements. */
function isRsaSigned(certificate: X509Certificate): boolean {
  const outer = readDer(certificate.raw);
  const signed = outer && readDer(outer.content);
  const algorithm = signed && readDer(signed.rest);
  const oid = algorithm && readDer(algorithm.content);
  return oid?.tag === 0x06 && readOid(oid.content).startsWith(`${RSA_ARC}.`);
}

/** `problem` finishes a sentence about the certificate; unlinked: whoever signed it is neither in the bundle nor a root. */
export type Trust = { ok: true } | { ok: false; reason: "validity" | "unlinked" | "other"; problem: string };

/**
 * Whether `certificate` leads, through certificates of `bundle`, to one of `roots`, each signed by the next and valid at
 * `now`. A root is trusted because it is configured; its own validity is not checked.
 */
export function checkChain(
  certificate: X509Certificate,
  { bundle, roots, now }: { bundle: X509Certificate[]; roots: X509Certificate[]; now: Date },
): Trust {
  let current = certificate;
  for (let depth = 0; depth < MAX_CHAIN; depth++) {
    const expiry = checkValidity(current, now);
    if (!expiry.ok) return expiry;
    if (roots.some((root) => root.fingerprint256 === current.fingerprint256 || isSignedBy(current, root))) return { ok: true };
    const issuer = bundle.find((other) => other !== current && other.ca && isSignedBy(current, other));
    if (!issuer)
      return {
        ok: false,
        reason: "unlinked",
        problem: `is signed by ${shortName(current.issuer)}, which does not lead to the root certificate`,
      };
    current = issuer;
  }
  return { ok: false, reason: "other", problem: "hangs on too long a chain" };
}

/** Whether the certificate is valid at `now`. */
export function checkValidity(certificate: X509Certificate, now: Date): Trust {
  if (now < new Date(certificate.validFrom))
    return { ok: false, reason: "validity", problem: `is not valid before ${certificate.validFrom}` };
  if (now > new Date(certificate.validTo)) return { ok: false, reason: "validity", problem: `has expired on ${certificate.validTo}` };
  return { ok: true };
}

function isSignedBy(certificate: X509Certificate, issuer: X509Certificate): boolean {
  try {
    return certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
  } catch {
    return false; // A root with a key that this OpenSSL does not know (SM2).
  }
}

function shortName(name: string): string {
  return name.split("\n").at(-1) ?? name;
}

/** The organisation of a name: "Ant Financial" for real certificates, "Ant Financial test" in the sandbox. */
export function organisationOf(name: string): string | undefined {
  return name
    .split("\n")
    .find((line) => line.startsWith("O="))
    ?.slice(2);
}
