import { createPrivateKey, createPublicKey, type KeyObject } from "node:crypto";
import { decodeBase64 } from "./base64";
import { insteadOfKey, plainKeyText } from "./key-spelling";

/** `problem` finishes a sentence that begins with the variable's name: "… is a public key, but …". */
export type ParsedKey = { ok: true; key: KeyObject } | { ok: false; problem: string };

type Reading = { label: string; der: Buffer };

const PRIVATE_FORMS = ["pkcs8", "pkcs1"] as const;
const PUBLIC_FORMS = ["spki", "pkcs1"] as const;

/**
 * Reads an RSA private key in the forms that people have: PEM or bare base64, PKCS#8 or PKCS#1, with Windows line ends, with
 * line ends written as `\n`, all on one line, or in the quotes of an .env file.
 */
export function parsePrivateKey(text: string): ParsedKey {
  const reading = readDer(text);
  if ("problem" in reading) return { ok: false, problem: reading.problem };
  const key = privateFrom(reading.der);
  if (key) return checkRsa(key);
  if (publicFrom(reading.der)) return { ok: false, problem: "is a public key, but the private key is wanted here" };
  return { ok: false, problem: `is no private key that can be read: ${hint(reading.label)}` };
}

/** Reads an RSA public key the same way: PEM or bare base64, SubjectPublicKeyInfo or PKCS#1. */
export function parsePublicKey(text: string): ParsedKey {
  const reading = readDer(text);
  if ("problem" in reading) return { ok: false, problem: reading.problem };
  if (privateFrom(reading.der)) return { ok: false, problem: "is a private key, but Alipay's public key is wanted here" };
  const key = publicFrom(reading.der);
  if (key) return checkRsa(key);
  return { ok: false, problem: `is no public key that can be read: ${hint(reading.label)}` };
}

function readDer(text: string): Reading | { problem: string } {
  const lines = plainKeyText(text);
  const pem = /^-----BEGIN ([A-Z0-9 ]+)-----((?:(?!-----).)*)-----END \1-----$/s.exec(lines);
  const instead = pem ? null : insteadOfKey(text);
  if (instead) return { problem: instead };
  if (lines.startsWith("-----BEGIN CERTIFICATE"))
    return {
      problem:
        "is a certificate, but a bare key is wanted here: Alipay's certificate (alipayCertPublicKey_RSA2.crt) belongs into ALIPAY_CERT, your own (appCertPublicKey_….crt) into ALIPAY_APP_CERT, the root (alipayRootCert.crt) into ALIPAY_ROOT_CERT",
    };
  if (!pem && lines.includes("-----")) return { problem: "must be one key in PEM form, from -----BEGIN to -----END, or its base64 alone" };
  const [label = "", body = ""] = pem ? [pem[1], pem[2]] : ["", lines];
  if (label.startsWith("ENCRYPTED") || body.includes("ENCRYPTED"))
    return { problem: "is protected by a password: give it without one, for example with openssl pkcs8 -topk8 -nocrypt" };
  const der = decodeBase64(body.replace(/\s+/g, ""));
  return der ? { label, der } : { problem: "is not whole: the text between the first and the last line must be base64" };
}

function privateFrom(der: Buffer): KeyObject | null {
  return firstThatReads(PRIVATE_FORMS, (type) => createPrivateKey({ key: der, format: "der", type }));
}

function publicFrom(der: Buffer): KeyObject | null {
  return firstThatReads(PUBLIC_FORMS, (type) => createPublicKey({ key: der, format: "der", type }));
}

function firstThatReads<Form>(forms: readonly Form[], read: (form: Form) => KeyObject): KeyObject | null {
  for (const form of forms) {
    try {
      return read(form);
    } catch {
      // Not in this format.
    }
  }
  return null;
}

function checkRsa(key: KeyObject): ParsedKey {
  if (key.asymmetricKeyType !== "rsa") return { ok: false, problem: `is a key for ${key.asymmetricKeyType}, but RSA is wanted` };
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
  if (bits < 1024) return { ok: false, problem: `has ${bits} bits, fewer than the 1024 that Alipay uses` };
  return { ok: true, key };
}

function hint(label: string): string {
  return label ? `its heading says ${label}` : "a line may be missing";
}
