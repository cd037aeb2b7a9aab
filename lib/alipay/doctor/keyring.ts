import { createPublicKey, type KeyObject, type X509Certificate } from "node:crypto";
import { type ParsedKey, parsePrivateKey, parsePublicKey } from "../keys";
import { parseAesKey } from "../openapi/aes";
import { certificateSn, parseCertificates, rootCertificateSn } from "../openapi/certificate";
import { certificateProblem, isRoot } from "../openapi/certificate-text";
import type { Finding } from "./finding";
import { describeKeyText } from "./key-text";
import { type DoctorSettings, variableOf } from "./settings";

export type Side = "alipay" | "own";
/** A public key that a message may have been signed for. */
export type NamedKey = { key: KeyObject; side: Side; protocol: "wap" | "mapi" | "openapi"; variable: string };

/** What Alipay's console calls the file that belongs into a variable. */
const FILES: Record<string, string> = {
  ALIPAY_CERT: "alipayCertPublicKey_RSA2.crt",
  ALIPAY_APP_CERT: "appCertPublicKey_….crt",
  ALIPAY_ROOT_CERT: "alipayRootCert.crt",
};

/** Every key that could be read, and what is wrong with the others. */
export type Keyring = {
  keys: NamedKey[];
  md5Key: string | null;
  aesKey: Buffer | null;
  /** The shop's own private keys, for decrypting. */
  privateKeys: KeyObject[];
  /** Serials of the certificates that are configured. */
  serials: { alipay: string | null; app: string | null; root: string | null };
  problems: Finding[];
  notes: Finding[];
};

/** Reads every key on its own, so that one broken key hides nothing about the others. */
export function readKeyring({ wap, openapi }: DoctorSettings): Keyring {
  const ring: Keyring = {
    keys: [],
    md5Key: wap.md5Key?.trim() || null,
    aesKey: openapi.aesKey ? parseAesKey(openapi.aesKey) : null,
    privateKeys: [],
    serials: { alipay: null, app: null, root: null },
    problems:
      openapi.aesKey && !parseAesKey(openapi.aesKey)
        ? [{ cause: "key_unreadable", about: "ALIPAY_AES_KEY must be base64 of 16 bytes" }]
        : [],
    notes: [],
  };
  const add = (protocol: NamedKey["protocol"], setting: string, text: string | undefined) => {
    const variable = variableOf(protocol === "openapi" ? "openapi" : "wap", setting);
    const isPrivate = setting.endsWith("PrivateKey");
    const key = readKey(ring, variable, text, isPrivate ? parsePrivateKey : parsePublicKey);
    if (!key) return;
    if (isPrivate) ring.privateKeys.push(key);
    ring.keys.push({ key: isPrivate ? createPublicKey(key) : key, side: isPrivate ? "own" : "alipay", protocol, variable });
  };
  add("wap", "merchantPrivateKey", wap.merchantPrivateKey);
  add("wap", "alipayPublicKey", wap.alipayPublicKey);
  add("mapi", "mapiPublicKey", wap.mapiPublicKey ?? wap.alipayPublicKey);
  add("openapi", "appPrivateKey", openapi.appPrivateKey);
  // In certificate mode a bare key beside the certificates belongs to the token protocol.
  if (!openapi.alipayCert) {
    add("openapi", "alipayPublicKey", openapi.alipayPublicKey);
    add("openapi", "formerAlipayPublicKey", openapi.formerAlipayPublicKey);
  }
  addCertificates(ring, openapi);
  noteOwnKeys(ring);
  return ring;
}

function readKey(ring: Keyring, variable: string, text: string | undefined, parse: (text: string) => ParsedKey): KeyObject | null {
  if (!text) return null;
  const said = describeKeyText(text);
  const parsed = parse(text);
  const isKnown = [...ring.notes, ...ring.problems].some(({ about }) => about?.startsWith(variable));
  if (parsed.ok) {
    if (said && said !== "key_cut" && !isKnown) ring.notes.push({ cause: said, about: variable });
    return parsed.key;
  }
  const problem: Finding =
    said === "key_cut" ? { cause: said, about: variable } : { cause: "key_unreadable", about: `${variable} ${parsed.problem}` };
  if (!isKnown) ring.problems.push(problem);
  return null;
}

function addCertificates(ring: Keyring, { alipayCert, appCert, rootCert }: DoctorSettings["openapi"]): void {
  const read = (variable: string, text: string | undefined): X509Certificate[] => {
    const certificates = text ? parseCertificates(text) : [];
    if (text && !certificates)
      ring.problems.push({
        cause: "certificate_unreadable",
        about: `${variable} ${certificateProblem(text, FILES[variable] ?? "the file")}`,
      });
    return certificates ?? [];
  };
  const [alipay] = read("ALIPAY_CERT", alipayCert);
  const [app] = read("ALIPAY_APP_CERT", appCert);
  if (alipay && isRoot(alipay)) ring.problems.push({ cause: "wrong_certificate", about: "ALIPAY_CERT" });
  else if (alipay) {
    ring.serials.alipay = certificateSn(alipay);
    ring.keys.push({ key: alipay.publicKey, side: "alipay", protocol: "openapi", variable: "ALIPAY_CERT" });
  }
  if (app) ring.serials.app = certificateSn(app);
  ring.serials.root = rootCertificateSn(read("ALIPAY_ROOT_CERT", rootCert)) || null;
}

/** The most common mistake: one's own public key in place of Alipay's. */
function noteOwnKeys(ring: Keyring): void {
  const own = ring.keys.filter(({ side }) => side === "own");
  const names = ring.keys
    .filter(({ side, key }) => side === "alipay" && own.some((other) => other.key.equals(key)))
    .map(({ variable }) => variable);
  for (const about of new Set(names)) ring.problems.unshift({ cause: "own_public_key", about });
}
