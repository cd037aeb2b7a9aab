import { createPrivateKey, createPublicKey, randomBytes, X509Certificate } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createContract, type OlderContract } from "./contract";
import { loadContract } from "./contract-file";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "emulator-contract-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const read = (name: string) => JSON.parse(readFileSync(path.join(folder, name), "utf8"));

// Made once: pairs of keys take their time.
const contract = createContract(randomBytes);

test("a merchant keeps its keys over a restart, and only its own half", () => {
  const first = loadContract(folder, randomBytes);
  expect(loadContract(folder, randomBytes)).toEqual(first);
  expect(read("merchant.json")).toEqual(first.merchant);
  expect(statSync(path.join(folder, "merchant.json")).mode & 0o777).toBe(0o600);
  expect(JSON.stringify(first.merchant)).not.toContain(JSON.stringify(first.alipayRsa2PrivateKey).slice(1, -1));
});

test("a merchant of an older emulator keeps its keys and gets those of the current protocol", () => {
  const { partner, sellerAccount, sellerId, md5Key, merchantPrivateKey, alipayPublicKey, mapiPublicKey } = contract.merchant;
  const { alipayPrivateKey, mapiPrivateKey, sessionSecret } = contract;
  const older: OlderContract = {
    merchant: { partner, sellerAccount, sellerId, md5Key, merchantPrivateKey, alipayPublicKey, mapiPublicKey },
    alipayPrivateKey,
    mapiPrivateKey,
    sessionSecret,
  };
  writeFileSync(path.join(folder, "contract.json"), JSON.stringify(older));
  expect(loadContract(folder, randomBytes)).toMatchObject(older);
  expect(read("merchant.json")).toMatchObject({ md5Key, appId: expect.stringMatching(/^\d{16}$/), aesKey: expect.stringMatching(/==$/) });
  expect(loadContract(folder, randomBytes)).toEqual(read("contract.json"));
});

test("a merchant's certificates are about its own key and Alipay's", () => {
  const { merchant, alipayRsa2PrivateKey } = contract;
  expect(new X509Certificate(merchant.appCert).checkPrivateKey(createPrivateKey(merchant.appPrivateKey))).toBe(true);
  expect(new X509Certificate(merchant.alipayCert).checkPrivateKey(createPrivateKey(alipayRsa2PrivateKey))).toBe(true);
  expect(createPublicKey(createPrivateKey(alipayRsa2PrivateKey)).equals(createPublicKey(merchant.alipayRsa2PublicKey))).toBe(true);
});
