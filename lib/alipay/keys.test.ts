import { generateKeyPairSync, type KeyObject } from "node:crypto";
import { describe, expect, test } from "vitest";
import { newRsaPair } from "./fixtures/contract";
import { type ParsedKey, parsePrivateKey, parsePublicKey } from "./keys";

const { privateKey, publicKey } = newRsaPair();
const pkcs8 = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
const pkcs1 = privateKey.export({ type: "pkcs1", format: "pem" }).toString();
const spki = publicKey.export({ type: "spki", format: "pem" }).toString();
const publicPkcs1 = publicKey.export({ type: "pkcs1", format: "pem" }).toString();

const spellings: [string, (pem: string) => string][] = [
  ["as it was exported", (pem) => pem],
  ["with Windows line ends", (pem) => pem.replaceAll("\n", "\r\n")],
  ["with \\n spelled out, as in an env file", (pem) => pem.replaceAll("\n", "\\n")],
  ["with \\r\\n spelled out", (pem) => pem.replaceAll("\n", "\\r\\n")],
  ["on one line, its breaks lost", (pem) => pem.replaceAll("\n", " ")],
  ["as bare base64", (pem) => pem.replace(/-----[^-]+-----/g, "").replace(/\s/g, "")],
  ["as bare base64 in lines", (pem) => pem.replace(/-----[^-]+-----/g, "")],
  ["with blanks around it", (pem) => `\n  ${pem}\n\n`],
  ["in quotes, as a container's env file leaves it", (pem) => `"${pem.replaceAll("\n", "\\n")}"`],
  ["in single quotes", (pem) => `'${pem}'`],
];

function sameKey(parsed: ParsedKey, key: KeyObject): boolean {
  return parsed.ok && parsed.key.equals(key);
}

function problem(parsed: ParsedKey): string {
  return parsed.ok ? "" : parsed.problem;
}

describe.each(spellings)("an owner gives a key %s", (_, respell) => {
  test.each([
    ["PKCS#8", pkcs8],
    ["PKCS#1", pkcs1],
  ])("a private one in %s is read", (_form, pem) => {
    expect(sameKey(parsePrivateKey(respell(pem)), privateKey)).toBe(true);
  });

  test.each([
    ["SubjectPublicKeyInfo", spki],
    ["PKCS#1", publicPkcs1],
  ])("a public one in %s is read", (_form, pem) => {
    expect(sameKey(parsePublicKey(respell(pem)), publicKey)).toBe(true);
  });
});

describe("an owner gives the wrong kind of key and sees which", () => {
  test("a public key for a private one, and the reverse", () => {
    expect(problem(parsePrivateKey(spki))).toContain("is a public key");
    expect(problem(parsePrivateKey(publicPkcs1))).toContain("is a public key");
    expect(problem(parsePublicKey(pkcs8))).toContain("is a private key");
    expect(problem(parsePublicKey(pkcs1))).toContain("is a private key");
  });

  test("a key behind a password", () => {
    const guarded = (type: "pkcs1" | "pkcs8") =>
      privateKey.export({ type, format: "pem", cipher: "aes-128-cbc", passphrase: "x" }).toString();
    expect(problem(parsePrivateKey(guarded("pkcs8")))).toContain("password");
    expect(problem(parsePrivateKey(guarded("pkcs1")))).toContain("password");
  });

  test("a key that was cut off, or is no key at all", () => {
    expect(problem(parsePrivateKey(pkcs8.slice(0, 400)))).toContain("from -----BEGIN to -----END");
    expect(problem(parsePrivateKey(pkcs8 + pkcs8))).toContain("must be one key");
    expect(problem(parsePrivateKey("MIIEow=="))).toContain("no private key that can be read");
    expect(problem(parsePublicKey("支付宝公钥"))).toContain("must be base64");
    expect(problem(parsePublicKey(""))).toContain("must be base64");
    expect(problem(parsePublicKey("-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----"))).toContain("certificate");
  });

  test("a key of another kind, or a weak one", () => {
    const ec = generateKeyPairSync("ec", { namedCurve: "P-256" });
    expect(problem(parsePrivateKey(ec.privateKey.export({ type: "pkcs8", format: "pem" }).toString()))).toContain("RSA is wanted");
    expect(problem(parsePublicKey(newRsaPair(512).publicKey.export({ type: "spki", format: "pem" }).toString()))).toContain("512 bits");
  });

  test("no problem repeats what was given, since it may be a secret", () => {
    const given = pkcs8.slice(0, 400);
    expect(problem(parsePrivateKey(given))).not.toContain(given.slice(100, 120));
  });
});
