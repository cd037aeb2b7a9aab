import { createPublicKey, type KeyObject } from "node:crypto";
import { parsePrivateKey, parsePublicKey } from "../keys";
import { signRsaSha1, verifyRsaSha1 } from "../rsa";
import { notOfType, type Problems, parseKeySetting, parseUrlSetting, readTexts } from "../settings";
import type { WapConfig } from "./config";
import type { RefundMode } from "./mapi/refund";
import type { SecId, SecurityKeys } from "./signing/security";

/** Where the token service listens unless a setting says otherwise (docs/wire/alipay-wap.md §1). */
export const WAP_GATEWAY = "https://wappaygw.alipay.com/service/rest.htm";
const MAPI_GATEWAY = "https://mapi.alipay.com/gateway.do";
const TIMEOUT_MS = 5_000;

const NAMES = [
  "partner",
  "sellerAccount",
  "sellerId",
  "secId",
  "md5Key",
  "merchantPrivateKey",
  "alipayPublicKey",
  "mapiPublicKey",
  "wapGatewayUrl",
  "cashierUrl",
  "mapiGatewayUrl",
  "refundMode",
] as const;

type Raw = Partial<Record<(typeof NAMES)[number], string>>;
export type ParsedWapConfig = { ok: true; config: WapConfig } | { ok: false; problems: string[] };

/**
 * Turns texts into a contract: every key parsed once, one signature made and checked, all problems reported together.
 * `raw` holds partner, sellerAccount, sellerId, secId, md5Key, merchantPrivateKey, alipayPublicKey, mapiPublicKey,
 * wapGatewayUrl, cashierUrl, mapiGatewayUrl, refundMode (texts, empty meaning absent) and notifyVerify (boolean). Without
 * secId, a private key means RSA. Gateways default to Alipay's own over https (docs/wire/alipay-wap.md §1).
 */
export function parseWapConfig(raw: Record<string, unknown>): ParsedWapConfig {
  const { texts, problems } = readTexts(raw, NAMES);
  const { notifyVerify = true } = raw;
  if (typeof notifyVerify !== "boolean") problems.push(notOfType("notifyVerify"));
  if (typeof notifyVerify !== "boolean" || problems.length > 0) return { ok: false, problems };
  const keys = parseKeys(texts, problems);
  const wapGatewayUrl = parseUrlSetting("ALIPAY_WAP_GATEWAY_URL", texts.wapGatewayUrl ?? WAP_GATEWAY, problems);
  const partner = parseNumber("ALIPAY_PARTNER", texts.partner, problems);
  const config = {
    partner,
    sellerAccount: parseAccount(texts.sellerAccount, problems),
    sellerId: texts.sellerId ? parseNumber("ALIPAY_SELLER_ID", texts.sellerId, problems) : partner,
    wapGatewayUrl,
    cashierUrl: texts.cashierUrl ? parseUrlSetting("The cashier's address", texts.cashierUrl, problems) : wapGatewayUrl,
    mapiGatewayUrl: parseUrlSetting("ALIPAY_MAPI_GATEWAY_URL", texts.mapiGatewayUrl ?? MAPI_GATEWAY, problems),
    notifyVerify,
    refundMode: parseRefundMode(texts.refundMode, problems),
    timeoutMs: TIMEOUT_MS,
  };
  return keys && problems.length === 0 ? { ok: true, config: { ...config, ...keys } } : { ok: false, problems };
}

/** Parses every key that is given, needed or not, so that a broken key is found at boot. */
function parseKeys(raw: Raw, problems: Problems): { keys: SecurityKeys; mapiKeys: SecurityKeys } | null {
  const privateKey = parseKeySetting("ALIPAY_PRIVATE_KEY", raw.merchantPrivateKey, parsePrivateKey, problems);
  const alipayKey = parseKeySetting("ALIPAY_PUBLIC_KEY", raw.alipayPublicKey, parsePublicKey, problems);
  const mapiKey = parseKeySetting("ALIPAY_MAPI_PUBLIC_KEY", raw.mapiPublicKey, parsePublicKey, problems);
  checkPair(privateKey, { ALIPAY_PUBLIC_KEY: alipayKey, ALIPAY_MAPI_PUBLIC_KEY: mapiKey }, problems);
  const secId = parseSecId(raw, problems);
  if (!secId) return null;
  if (secId === "MD5") {
    const md5Key = parseMd5Key(raw.md5Key, problems);
    return md5Key ? { keys: { secId, md5Key }, mapiKeys: { secId, md5Key } } : null;
  }
  if (!raw.merchantPrivateKey) problems.push("ALIPAY_PRIVATE_KEY is missing: with ALIPAY_SEC_ID=0001 the shop signs with its own RSA key");
  if (!raw.alipayPublicKey)
    problems.push(
      "ALIPAY_PUBLIC_KEY is missing: with ALIPAY_SEC_ID=0001 Alipay's messages are checked with the key it shows for your contract",
    );
  if (!privateKey || !alipayKey) return null;
  return {
    keys: { secId, privateKey, peerPublicKey: alipayKey },
    mapiKeys: { secId, privateKey, peerPublicKey: mapiKey ?? alipayKey },
  };
}

function parseSecId(raw: Raw, problems: Problems): SecId | null {
  const secId = raw.secId ?? (raw.merchantPrivateKey ? "0001" : "MD5");
  if (secId === "MD5" || secId === "0001") return secId;
  problems.push("ALIPAY_SEC_ID must be MD5 or 0001 (RSA)");
  return null;
}

function parseMd5Key(md5Key: string | undefined, problems: Problems): string | null {
  if (!md5Key) problems.push("ALIPAY_MD5_KEY is missing: copy the security check code of your contract, or configure RSA keys");
  else if (/\s/.test(md5Key)) problems.push("ALIPAY_MD5_KEY has blanks inside: copy it again, it is one word");
  else return md5Key;
  return null;
}

/** The most common mistake with RSA: one's own public key configured as Alipay's (docs/wire/alipay-wap.md §8.3). */
function checkPair(privateKey: KeyObject | null, theirs: Record<string, KeyObject | null>, problems: Problems): void {
  if (!privateKey) return;
  const own = createPublicKey(privateKey);
  const probe = "partner=2088&service=self_test";
  if (!verifyRsaSha1(probe, signRsaSha1(probe, privateKey), own))
    problems.push("ALIPAY_PRIVATE_KEY makes signatures that do not verify: the key is damaged, export it again");
  for (const [name, key] of Object.entries(theirs)) {
    if (key?.equals(own)) problems.push(`${name} is your own public key: take the one that Alipay shows as its own (支付宝公钥)`);
  }
}

function parseNumber(name: string, text: string | undefined, problems: Problems): string {
  if (!text) problems.push(`${name} is missing: it is the 16-digit number of your contract, beginning with 2088`);
  else if (!/^2088\d{12}$/.test(text)) problems.push(`${name} must be 16 digits beginning with 2088`);
  return text ?? "";
}

function parseAccount(text: string | undefined, problems: Problems): string {
  if (!text) problems.push("ALIPAY_SELLER_ACCOUNT is missing: it is the e-mail or phone number with which the seller logs in to Alipay");
  else if (/[&＆<>\s]/.test(text)) problems.push("ALIPAY_SELLER_ACCOUNT must be one e-mail or phone number, without blanks, & or brackets");
  return text ?? "";
}

/** With the password by default: only that mode needs no further contract. */
function parseRefundMode(text: string | undefined, problems: Problems): RefundMode {
  if (text === undefined || text === "pwd" || text === "nopwd") return text ?? "pwd";
  problems.push("ALIPAY_WAP_REFUND must be pwd (the owner confirms each refund at Alipay) or nopwd (a contract of its own)");
  return "pwd";
}
