import { createPrivateKey, createPublicKey } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { certificateSn, parseCertificates, rootCertificateSn } from "@/lib/alipay/openapi/certificate";
import type { AppContract } from "@/lib/alipay/openapi/contract";
import type { SecurityKeys } from "@/lib/alipay/wap/signing/security";
import type { Seller, Signers } from "./genuine";

type ContractFile = { merchant: Record<string, string>; alipayPrivateKey: string; mapiPrivateKey: string; alipayRsa2PrivateKey: string };

/** Which of the ways to be contracted a shop has. */
export type Ways = { secId: "MD5" | "0001"; mode: "key" | "certificate" };

export type AlipaysSide = { signers: (ways: Ways) => Signers; seller: Seller; merchantPrivateKey: string; publicTexts: string[] };

/** Both halves of the emulator's contract, out of its folder (emulator/README.md). */
export function readAlipaysSide(folder: string): AlipaysSide {
  const file: ContractFile = JSON.parse(readFileSync(path.join(folder, "emulator", "contract.json"), "utf8"));
  const { merchant } = file;
  const text = (name: string) => merchant[name] ?? "";
  const peerPublicKey = createPublicKey(createPrivateKey(text("merchantPrivateKey")));
  const wap = (pem: string, secId: Ways["secId"]): SecurityKeys =>
    secId === "MD5" ? { secId, md5Key: text("md5Key") } : { secId, privateKey: createPrivateKey(pem), peerPublicKey };
  const first = (pem: string) => {
    const [certificate] = parseCertificates(pem) ?? [];
    if (!certificate) throw new Error("the emulator's contract holds a certificate that cannot be read");
    return certificate;
  };
  const app = (mode: Ways["mode"]): AppContract => ({
    appId: text("appId"),
    appPublicKey: createPublicKey(createPrivateKey(text("appPrivateKey"))),
    alipayPrivateKey: createPrivateKey(file.alipayRsa2PrivateKey),
    aesKey: null,
    certificates:
      mode === "key"
        ? null
        : {
            appCertSn: certificateSn(first(text("appCert"))),
            rootCertSn: rootCertificateSn([first(text("rootCert"))]),
            alipayCertSn: certificateSn(first(text("alipayCert"))),
          },
  });
  return {
    signers: ({ secId, mode }) => ({ wap: wap(file.alipayPrivateKey, secId), mapi: wap(file.mapiPrivateKey, secId), app: app(mode) }),
    seller: { sellerId: text("sellerId"), sellerEmail: text("sellerAccount") },
    merchantPrivateKey: text("merchantPrivateKey"),
    publicTexts: [text("alipayPublicKey"), text("alipayRsa2PublicKey"), text("mapiPublicKey"), text("partner"), text("appId")],
  };
}
