import { createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes, X509Certificate } from "node:crypto";
import { expect, test } from "vitest";
import { issueChain } from "./issue-chain";

const [app, alipay] = [1, 2].map(() => generateKeyPairSync("rsa", { modulusLength: 2048 }));
if (!app || !alipay) throw new Error("no keys");
const chain = issueChain(randomBytes, {
  appId: "2021000000000001",
  sellerId: "2088000000000001",
  appPublicKey: app.publicKey,
  alipayPublicKey: alipay.publicKey,
});

const certificates = (pem: string) =>
  (pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []).map((one) => new X509Certificate(one));

test("a merchant can follow both certificates to the root", () => {
  const [appLeaf] = certificates(chain.appCert);
  const [alipayLeaf, middle] = certificates(chain.alipayCert);
  const root = certificates(chain.rootCert).at(-1);
  if (!appLeaf || !alipayLeaf || !middle || !root) throw new Error("a certificate is missing");
  const links = [
    [appLeaf, middle],
    [alipayLeaf, middle],
    [middle, root],
    [root, root],
  ] as const;
  for (const [subject, issuer] of links) {
    expect(subject.verify(issuer.publicKey)).toBe(true);
    expect(subject.checkIssued(issuer)).toBe(true);
  }
  expect([appLeaf.ca, alipayLeaf.ca, middle.ca, root.ca]).toEqual([false, false, true, true]);
  expect(alipayLeaf.verify(root.publicKey)).toBe(false);
});

test("the certificates hold the keys that they were asked for", () => {
  const [appLeaf] = certificates(chain.appCert);
  const [alipayLeaf] = certificates(chain.alipayCert);
  expect(appLeaf?.checkPrivateKey(app.privateKey)).toBe(true);
  expect(alipayLeaf?.publicKey.equals(createPublicKey(createPrivateKey(alipay.privateKey.export({ type: "pkcs8", format: "pem" }))))).toBe(
    true,
  );
  expect(appLeaf?.subject).toBe("C=CN\nO=Xiaopu\nOU=Emulator\nCN=2088000000000001-2021000000000001");
  expect(appLeaf?.issuer).toBe("C=CN\nO=Xiaopu\nOU=Emulator\nCN=Authority Class 2 R1");
});

test("no two serial numbers are alike, and each begins with the day of its issue, as Alipay's do", () => {
  const all = [chain.appCert, chain.alipayCert, chain.rootCert].flatMap(certificates);
  expect(new Set(all.map((one) => one.serialNumber)).size).toBe(4);
  const everyBit = issueChain((bytes) => new Uint8Array(bytes).fill(0xff), {
    appId: "2021000000000001",
    sellerId: "2088000000000001",
    appPublicKey: app.publicKey,
    alipayPublicKey: alipay.publicKey,
  });
  for (const one of [...all, ...certificates(everyBit.appCert)]) expect(one.serialNumber).toMatch(/^20200101[0-9A-F]{24}$/);
});

test("the certificates are good on any day that the clock may be moved to", () => {
  for (const one of [chain.appCert, chain.alipayCert].flatMap(certificates)) {
    expect(new Date(one.validFrom).getTime()).toBe(Date.UTC(2020, 0, 1));
    expect(new Date(one.validTo).getTime()).toBe(Date.UTC(2049, 11, 31, 23, 59, 59));
  }
});
