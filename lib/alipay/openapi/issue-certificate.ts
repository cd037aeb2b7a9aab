import { type KeyObject, sign } from "node:crypto";
import { writeDer, writeInteger, writeOid } from "./der";

const SHA256_WITH_RSA = "1.2.840.113549.1.1.11";
const ATTRIBUTES = { C: "2.5.4.6", O: "2.5.4.10", OU: "2.5.4.11", CN: "2.5.4.3" } as const;
const BASIC_CONSTRAINTS = "2.5.29.19";
const NULL = writeDer(0x05);

/** A name, most general attribute first, as it stands in a certificate. */
export type Name = [attribute: keyof typeof ATTRIBUTES, value: string][];

export type CertificateOrder = {
  subject: Name;
  publicKey: KeyObject;
  issuer: Name;
  issuerKey: KeyObject;
  serial: bigint;
  validFrom: Date;
  validTo: Date;
  /** May sign others. */
  isAuthority: boolean;
};

/** The gateway's side: issues an X.509 version 3 certificate, as PEM. Node can read certificates and not make them. */
export function issueCertificate(order: CertificateOrder): string {
  const algorithm = writeDer(0x30, writeOid(SHA256_WITH_RSA), NULL);
  const version3 = writeDer(0xa0, writeInteger(2n));
  const validity = writeDer(0x30, writeTime(order.validFrom), writeTime(order.validTo));

  const spki = order.publicKey.export({ type: "spki", format: "der" });
  const parts = [version3, writeInteger(order.serial), algorithm, writeName(order.issuer), validity, writeName(order.subject), spki];
  const signed = writeDer(0x30, ...parts, writeExtensions(order.isAuthority));
  const signature = writeDer(0x03, Buffer.from([0]), sign("RSA-SHA256", signed, order.issuerKey));
  const base64 = writeDer(0x30, signed, algorithm, signature).toString("base64");
  return `-----BEGIN CERTIFICATE-----\n${base64.replace(/.{64}(?=.)/g, "$&\n")}\n-----END CERTIFICATE-----\n`;
}

function writeName(name: Name): Buffer {
  const attributes = name.map(([attribute, value]) =>
    writeDer(0x31, writeDer(0x30, writeOid(ATTRIBUTES[attribute]), writeDer(0x0c, Buffer.from(value, "utf8")))),
  );
  return writeDer(0x30, ...attributes);
}

/** UTCTime until 2049, GeneralizedTime from 2050 (RFC 5280 §4.1.2.5). */
function writeTime(at: Date): Buffer {
  const digits = `${at.toISOString().slice(0, 19).replace(/[-:T]/g, "")}Z`;
  return at.getUTCFullYear() < 2050 ? writeDer(0x17, Buffer.from(digits.slice(2))) : writeDer(0x18, Buffer.from(digits));
}

function writeExtensions(isAuthority: boolean): Buffer {
  const constraints = isAuthority ? writeDer(0x30, writeDer(0x01, Buffer.from([0xff]))) : writeDer(0x30);
  const critical = writeDer(0x01, Buffer.from([0xff]));
  const extension = writeDer(0x30, writeOid(BASIC_CONSTRAINTS), critical, writeDer(0x04, constraints));
  return writeDer(0xa3, writeDer(0x30, extension));
}
