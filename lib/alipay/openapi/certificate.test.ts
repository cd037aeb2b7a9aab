import { X509Certificate } from "node:crypto";
import { describe, expect, test } from "vitest";
import { NOW, newAuthority } from "../fixtures/app-contract";
import { newRsaPair } from "../fixtures/contract";
import { certificateSn, checkChain, parseCertificates, rootCertificateSn } from "./certificate";
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

  test("and what is none is not", () => {
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
