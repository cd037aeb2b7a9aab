import { createPublicKey, type KeyObject, sign } from "node:crypto";
import {
  bitString,
  explicit,
  integer,
  nullValue,
  objectId,
  octetString,
  printableString,
  sequence,
  set,
  trueValue,
  utcTime,
  utf8String,
} from "./der";

/** A distinguished name in the order of its encoding: country, organisation, unit, common name. */
export type Name = { country: string; organisation: string; unit: string; common: string };

/** Somebody who can sign certificates. */
export type Authority = { name: Name; privateKey: KeyObject };

export type CertificateRequest = {
  subject: Name;
  publicKey: KeyObject;
  /** The subject's own name and key for a root. */
  issuer: Authority;
  /** Up to 20 bytes. */
  serial: Uint8Array;
  /** Whether the subject may issue certificates of its own. */
  isAuthority: boolean;
};

// Fixed, since the emulator's clock may be set to any day; a UTCTime ends with 2049.
const VALID_FROM = new Date("2020-01-01T00:00:00Z");
const VALID_UNTIL = new Date("2049-12-31T23:59:59Z");

/**
 * Issues an X.509 certificate (RFC 5280, version 3, SHA-256 with the issuer's RSA or elliptic key) as PEM. node:crypto
 * reads and checks certificates but makes none, and these few fields need no library.
 */
export function issueCertificate({ subject, publicKey, issuer, serial, isAuthority }: CertificateRequest): string {
  const algorithm = algorithmOf(issuer.privateKey);
  const body = sequence(
    explicit(0, integer(Buffer.from([2]))),
    integer(serial),
    algorithm,
    nameOf(issuer.name),
    sequence(utcTime(VALID_FROM), utcTime(VALID_UNTIL)),
    nameOf(subject),
    createSpki(publicKey),
    explicit(3, extensions(isAuthority)),
  );
  const certificate = sequence(body, algorithm, bitString(sign("sha256", body, issuer.privateKey)));
  return toPem(certificate);
}

function algorithmOf(key: KeyObject): Buffer {
  if (key.asymmetricKeyType === "rsa") return sequence(objectId("1.2.840.113549.1.1.11"), nullValue());
  if (key.asymmetricKeyType === "ec") return sequence(objectId("1.2.840.10045.4.3.2"));
  throw new TypeError(`certificates are not signed with ${key.asymmetricKeyType} here`);
}

function nameOf({ country, organisation, unit, common }: Name): Buffer {
  const attribute = (type: string, text: Buffer) => set(sequence(objectId(type), text));
  return sequence(
    attribute("2.5.4.6", printableString(country)),
    attribute("2.5.4.10", utf8String(organisation)),
    attribute("2.5.4.11", utf8String(unit)),
    attribute("2.5.4.3", utf8String(common)),
  );
}

function createSpki(key: KeyObject): Buffer {
  return (key.type === "private" ? createPublicKey(key) : key).export({ type: "spki", format: "der" });
}

/** Basic constraints and key usage: to sign certificates for an authority, to sign messages for the others. */
function extensions(isAuthority: boolean): Buffer {
  const usage = isAuthority ? bitString(Buffer.from([0x06]), 1) : bitString(Buffer.from([0xc0]), 6);
  return sequence(
    sequence(objectId("2.5.29.19"), trueValue(), octetString(isAuthority ? sequence(trueValue()) : sequence())),
    sequence(objectId("2.5.29.15"), trueValue(), octetString(usage)),
  );
}

function toPem(der: Buffer): string {
  const lines = der.toString("base64").match(/.{1,64}/g) ?? [];
  return ["-----BEGIN CERTIFICATE-----", ...lines, "-----END CERTIFICATE-----", ""].join("\n");
}
