import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from "node:crypto";
import { type Random, randomHex } from "./ledger/random";

/** What a merchant gets from Alipay with its contract; keys as PEM. This is the shape of merchant.json. */
export type Merchant = {
  partner: string;
  sellerAccount: string;
  sellerId: string;
  md5Key: string;
  merchantPrivateKey: string;
  alipayPublicKey: string;
  mapiPublicKey: string;
};

/** Both halves of the contract. Only the merchant's half leaves the emulator. */
export type Contract = { merchant: Merchant; alipayPrivateKey: string; mapiPrivateKey: string; sessionSecret: string };

export type Keys = { alipayPrivate: KeyObject; mapiPrivate: KeyObject; merchantPublic: KeyObject };

/** Makes a contract with keys of its own. RSA has 1024 bits, since a cipher block of sec_id 0001 is 128 bytes (alipay-wap §2). */
export function createContract(random: Random): Contract {
  const [alipay, mapi, merchant] = [newPair(), newPair(), newPair()];
  return {
    merchant: {
      partner: "2088000000000001",
      sellerAccount: "demo@example.com",
      sellerId: "2088000000000001",
      md5Key: randomHex(random, 32),
      merchantPrivateKey: merchant.privateKey,
      alipayPublicKey: alipay.publicKey,
      mapiPublicKey: mapi.publicKey,
    },
    alipayPrivateKey: alipay.privateKey,
    mapiPrivateKey: mapi.privateKey,
    sessionSecret: randomHex(random, 64),
  };
}

/** The keys that the gateway's own side works with. */
export function readKeys(contract: Contract): Keys {
  return {
    alipayPrivate: createPrivateKey(contract.alipayPrivateKey),
    mapiPrivate: createPrivateKey(contract.mapiPrivateKey),
    merchantPublic: createPublicKey(createPrivateKey(contract.merchant.merchantPrivateKey)),
  };
}

function newPair(): { publicKey: string; privateKey: string } {
  return generateKeyPairSync("rsa", {
    modulusLength: 1024,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
}
