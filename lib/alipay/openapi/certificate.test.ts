import { createHash, sign, X509Certificate } from "node:crypto";
import { describe, expect, test } from "vitest";
import { NOW, newAuthority } from "../fixtures/app-contract";
import { newRsaPair } from "../fixtures/contract";
import { certificateSn, checkChain, parseCertificates, rootCertificateSn } from "./certificate";
import { writeDer, writeInteger, writeOid } from "./der";
import { issueCertificate, type Name } from "./issue-certificate";

const { publicKey } = newRsaPair();
const authority = newAuthority();
const LEAF: Name = [
  ["O", "支付宝(中国)网络技术有限公司"],
  ["CN", "Alipay"],
];

function one(pem: string): X509Certificate {
  const [certificate] = parseCertificates(pem) ?? [];
  if (!certificate) throw new Error("not read");
  return certificate;
}

describe("a certificate is read as people have it", () => {
  const pem = authority.issue(publicKey, LEAF);

  test.each([
    ["as it was downloaded", pem],
    ["with Windows line ends", pem.replaceAll("\n", "\r\n")],
    ["with \\n spelled out", pem.replaceAll("\n", "\\n")],
    ["on one line, its breaks lost", pem.replaceAll("\n", " ")],
    ["behind a comment", `Bag Attributes\n    friendlyName: x\n${pem}`],
  ])("%s", (_, text) => {
    expect(certificateSn(one(text))).toBe(certificateSn(new X509Certificate(pem)));
  });

  test("of whatever length its last line is", () => {
    for (let length = 1; length <= 60; length++) {
      const text = authority.issue(publicKey, [["CN", "x".repeat(length)]]);
      expect(one(text.replaceAll("\n", " ")).subject).toBe(`CN=${"x".repeat(length)}`);
    }
  });

  test("and anything else is not", () => {
    for (const text of ["", "MIIB", pem.slice(0, 200), "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----"])
      expect(parseCertificates(text)).toBeNull();
  });
});

test("a serial number of any size counts in decimal, the issuer's name backwards", () => {
  for (const serial of [0n, 1n, 127n, 128n, 0xffn, 2n ** 159n - 1n]) {
    const pair = newRsaPair();
    const order = { subject: LEAF, issuer: LEAF, publicKey: pair.publicKey, issuerKey: pair.privateKey, serial, isAuthority: true };
    const certificate = one(issueCertificate({ ...order, validFrom: new Date("2026-01-01"), validTo: new Date("2060-01-01") }));
    expect(BigInt(`0x${certificate.serialNumber}`)).toBe(serial);
    expect(certificate.verify(pair.publicKey)).toBe(true);
    expect(new Date(certificate.validTo)).toEqual(new Date("2060-01-01"));
    expect(certificate.issuer).toBe("O=支付宝(中国)网络技术有限公司\nCN=Alipay");
  }
});

describe("a certificate is trusted", () => {
  const roots = [one(authority.pem)];
  const between = newAuthority({
    name: [
      ["O", "Test Financial"],
      ["CN", "Between"],
    ],
  });
  const betweenPem = authority.issue(between.pair.publicKey, between.name, undefined, true);
  const leaf = one(between.issue(publicKey, LEAF));

  test("when a chain leads to the root, through what came with it", () => {
    expect(checkChain(one(authority.issue(publicKey, LEAF)), { bundle: [], roots, now: NOW })).toEqual({ ok: true });
    expect(checkChain(leaf, { bundle: [leaf, one(betweenPem)], roots, now: NOW })).toEqual({ ok: true });
  });

  test("and not when a link is missing, foreign, no authority, or out of its time", () => {
    expect(checkChain(leaf, { bundle: [leaf], roots, now: NOW })).toMatchObject({ ok: false, reason: "unlinked" });
    expect(checkChain(leaf, { bundle: [one(between.pem)], roots, now: NOW })).toMatchObject({ ok: false, reason: "unlinked" });
    const merchant = authority.issue(between.pair.publicKey, between.name, undefined, false);
    expect(checkChain(leaf, { bundle: [one(merchant)], roots, now: NOW })).toMatchObject({ ok: false, reason: "unlinked" });
    expect(checkChain(leaf, { bundle: [one(betweenPem)], roots: [one(newAuthority().pem)], now: NOW })).toMatchObject({ ok: false });
    for (const now of [new Date("2025-12-31"), new Date("2031-02-01")])
      expect(checkChain(leaf, { bundle: [one(betweenPem)], roots, now })).toMatchObject({ ok: false, reason: "validity" });
  });

  test("and a root of its own making is no root", () => {
    const forged = newAuthority();
    expect(checkChain(one(forged.pem), { bundle: [one(forged.pem)], roots, now: NOW }).ok).toBe(false);
  });
});

test("the serials of several roots are joined, those that are not signed with RSA left out", () => {
  const [first, second] = [newAuthority(), newAuthority()];
  expect(rootCertificateSn([one(first.pem), one(second.pem)])).toBe(`${certificateSn(one(first.pem))}_${certificateSn(one(second.pem))}`);
});

describe("a serial as Alipay counts it, of certificates that are made unusually", () => {
  const OIDS = { C: "2.5.4.6", O: "2.5.4.10", OU: "2.5.4.11", CN: "2.5.4.3" };
  const RSA = "1.2.840.113549.1.1";
  const pair = newRsaPair();
  const SHA256 = { oid: `${RSA}.11`, hash: "RSA-SHA256" };

  /** A name is a list of parts, each a list of attributes. */
  const nameOf = (parts: [keyof typeof OIDS, string][][]) =>
    writeDer(
      0x30,
      ...parts.map((part) =>
        writeDer(0x31, ...part.map(([type, value]) => writeDer(0x30, writeOid(OIDS[type]), writeDer(0x0c, Buffer.from(value))))),
      ),
    );
  const certificateOf = (serial: number[], parts: [keyof typeof OIDS, string][][], { oid, hash } = SHA256) => {
    const algorithm = writeDer(0x30, writeOid(oid), writeDer(0x05));
    const validity = writeDer(0x30, writeDer(0x17, Buffer.from("260101000000Z")), writeDer(0x17, Buffer.from("360101000000Z")));
    const name = nameOf(parts);
    const key = pair.publicKey.export({ type: "spki", format: "der" });
    const version3 = writeDer(0xa0, writeInteger(2n));
    const signed = writeDer(0x30, version3, writeDer(0x02, Buffer.from(serial)), algorithm, name, validity, name, key);
    const signature = writeDer(0x03, Buffer.from([0]), sign(hash, signed, pair.privateKey));
    return new X509Certificate(writeDer(0x30, signed, algorithm, signature));
  };
  const md5 = (text: string) => createHash("md5").update(text).digest("hex");

  test.each<[string, number[], string]>([
    ["a top bit behind its leading zero", [0x00, 0x9f], "159"],
    ["a top bit without it, which makes it negative", [0x9f], "-97"],
    ["sixteen bytes of it", [0x9f, ...Array<number>(15).fill(0)], String(-(0x61n << 120n))],
    ["nothing", [0x00], "0"],
  ])("a number with %s", (_, serial, decimal) => {
    expect(certificateSn(certificateOf(serial, [[["C", "CN"]], [["CN", "R1"]]]))).toBe(md5(`CN=R1,C=CN${decimal}`));
  });

  test("a name with several attributes in a part, and with characters that are escaped", () => {
    const parts: [keyof typeof OIDS, string][][] = [
      [["C", "CN"]],
      [["O", "支付宝, A + B"]],
      [
        ["OU", "x"],
        ["CN", "y"],
      ],
    ];
    expect(certificateSn(certificateOf([1], parts))).toBe(md5("OU=x+CN=y,O=支付宝\\, A \\+ B,C=CN1"));
  });

  test("the root file counts whatever RSA signed, with SHA-1 as with SHA-256, in its order", () => {
    const old = certificateOf([1], [[["CN", "old"]]], { oid: `${RSA}.5`, hash: "RSA-SHA1" });
    const elliptic = certificateOf([2], [[["CN", "sm2"]]], { ...SHA256, oid: "1.2.156.10197.1.501" });
    const near = certificateOf([3], [[["CN", "near"]]], { ...SHA256, oid: "1.2.840.113549.1.10" });
    const current = certificateOf([4], [[["CN", "new"]]]);
    expect(rootCertificateSn([old, elliptic, near, current])).toBe(`${certificateSn(old)}_${certificateSn(current)}`);
  });
});
