import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, type X509Certificate } from "node:crypto";
import { certificateSn, parseCertificates, rootCertificateSn } from "@/lib/alipay/openapi/certificate";
import type { AppContract } from "@/lib/alipay/openapi/contract";
import { type Random, randomHex } from "../plumbing/random";
import { type Chain, issueChain, type Successor } from "./issue-chain";

/** What a merchant gets from Alipay with its contract; keys and certificates as PEM. This is the shape of merchant.json. */
export type Merchant = {
  partner: string;
  sellerAccount: string;
  sellerId: string;
  md5Key: string;
  merchantPrivateKey: string;
  alipayPublicKey: string;
  mapiPublicKey: string;
} & OpenApiMerchant;

/** The part of it that the current protocol needs. */
export type OpenApiMerchant = Chain & {
  appId: string;
  /** The application's RSA2 key, the same with bare keys and with certificates. */
  appPrivateKey: string;
  alipayRsa2PublicKey: string;
  /** 16 bytes as base64, for contents that are sent encrypted. */
  aesKey: string;
};

/** Both halves of the contract. Only the merchant's half leaves the emulator. */
export type Contract = Successor & {
  merchant: Merchant;
  alipayPrivateKey: string;
  mapiPrivateKey: string;
  alipayRsa2PrivateKey: string;
  sessionSecret: string;
};

/** A contract of the token protocol alone, as it was written before the current protocol was spoken. */
export type OlderContract = Omit<Contract, "merchant" | "alipayRsa2PrivateKey" | keyof Successor> & {
  merchant: Omit<Merchant, keyof OpenApiMerchant>;
};

export type Keys = {
  alipayPrivate: KeyObject;
  mapiPrivate: KeyObject;
  merchantPublic: KeyObject;
  /** The contract of the current protocol, in certificate mode. */
  app: AppContract & { certificates: object };
  /** The serial of the certificate that Alipay changes to. */
  nextAlipayCertSn: string;
};

/**
 * Makes a contract with keys of its own. RSA has 1024 bits, since a cipher block of sec_id 0001 is 128 bytes
 * (docs/wire/alipay-wap.md §2).
 */
export function createContract(random: Random): Contract {
  const [alipay, mapi, merchant] = [newPair(1024), newPair(1024), newPair(1024)];
  return completeContract(random, {
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
  });
}

/** Adds what the current protocol needs, of which the contract of an older emulator has nothing; a whole one stays as it is. */
export function completeContract(random: Random, contract: Contract | OlderContract): Contract {
  if ("nextAlipayCert" in contract) return contract;
  const [app, alipay] = [newPair(2048), newPair(2048)];
  const appId = "2021000000000001";
  const { sellerId } = contract.merchant;
  const publicKeys = { appPublicKey: createPublicKey(app.publicKey), alipayPublicKey: createPublicKey(alipay.publicKey) };
  const { nextAlipayCert, ...chain } = issueChain(random, { appId, sellerId, ...publicKeys });
  return {
    ...contract,
    merchant: {
      ...contract.merchant,
      appId,
      appPrivateKey: app.privateKey,
      alipayRsa2PublicKey: alipay.publicKey,
      ...chain,
      aesKey: Buffer.from(random(16)).toString("base64"),
    },
    alipayRsa2PrivateKey: alipay.privateKey,
    nextAlipayCert,
  };
}

/** The keys that the gateway's own side works with. */
export function readKeys(contract: Contract): Keys {
  const { merchant } = contract;
  return {
    alipayPrivate: createPrivateKey(contract.alipayPrivateKey),
    mapiPrivate: createPrivateKey(contract.mapiPrivateKey),
    merchantPublic: createPublicKey(createPrivateKey(merchant.merchantPrivateKey)),
    app: readAppContract(contract),
    nextAlipayCertSn: certificateSn(firstOf(contract.nextAlipayCert)),
  };
}

function readAppContract({ merchant, alipayRsa2PrivateKey }: Contract): Keys["app"] {
  return {
    appId: merchant.appId,
    appPublicKey: createPublicKey(createPrivateKey(merchant.appPrivateKey)),
    alipayPrivateKey: createPrivateKey(alipayRsa2PrivateKey),
    certificates: {
      appCertSn: certificateSn(firstOf(merchant.appCert)),
      rootCertSn: rootCertificateSn([firstOf(merchant.rootCert)]),
      alipayCertSn: certificateSn(firstOf(merchant.alipayCert)),
    },
    aesKey: Buffer.from(merchant.aesKey, "base64"),
  };
}

function firstOf(pem: string): X509Certificate {
  const [certificate] = parseCertificates(pem) ?? [];
  if (!certificate) throw new Error("contract.json holds a certificate that cannot be read");
  return certificate;
}

function newPair(modulusLength: 1024 | 2048): { publicKey: string; privateKey: string } {
  return generateKeyPairSync("rsa", {
    modulusLength,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
}
