import { createPublicKey, type KeyObject } from "node:crypto";
import { parsePrivateKey, parsePublicKey } from "../keys";
import { notOfType, type Problems, parseKeySetting, parseUrlSetting, readTexts } from "../settings";
import { parseAesKey } from "./aes";
import type { OpenApiConfig } from "./config";
import { parseTrust } from "./parse-trust";
import { signRsa2, verifyRsa2 } from "./sign";

/** Where Alipay listens unless a setting says otherwise (docs/wire/alipay-openapi.md §0). */
export const GATEWAY = "https://openapi.alipay.com/gateway.do";
const TIMEOUT_MS = 5_000;
/** The key length that Alipay uses with RSA2. */
const MIN_BITS = 2048;

const NAMES = [
  "appId",
  "sellerId",
  "appPrivateKey",
  "alipayPublicKey",
  "formerAlipayPublicKey",
  "appCert",
  "alipayCert",
  "rootCert",
  "aesKey",
  "gatewayUrl",
  "cashierUrl",
] as const;

/** `warnings` are sentences about what works today but soon may not. */
export type ParsedOpenApiConfig = { ok: true; config: OpenApiConfig; warnings: string[] } | { ok: false; problems: string[] };

/**
 * Turns texts into a contract: every key parsed once, one signature made and checked, all problems reported together.
 * `raw` holds appId, sellerId, appPrivateKey, then either alipayPublicKey (key mode; with formerAlipayPublicKey while Alipay's key
 * changes) or appCert, alipayCert and rootCert (certificate mode, PEM), and where wanted aesKey, gatewayUrl, cashierUrl: texts, empty meaning absent. The gateway
 * defaults to Alipay's own (docs/wire/alipay-openapi.md §0). `computerPage` (boolean, by default false) says that the contract has the page
 * for computers.
 */
export function parseOpenApiConfig(raw: Record<string, unknown>, { now }: { now: Date }): ParsedOpenApiConfig {
  const { texts, problems } = readTexts(raw, NAMES);
  if (problems.length > 0) return { ok: false, problems };
  const warnings: string[] = [];
  const privateKey = parseOwnKey(texts.appPrivateKey, problems);
  const alipayPublicKey = parseKeySetting("ALIPAY_PUBLIC_KEY", texts.alipayPublicKey, parsePublicKey, problems);
  const formerPublicKey = parseKeySetting("ALIPAY_FORMER_PUBLIC_KEY", texts.formerAlipayPublicKey, parsePublicKey, problems);
  const trust = parseTrust(
    texts,
    { alipayPublicKey, formerPublicKey, ownPublicKey: privateKey && createPublicKey(privateKey), now },
    { problems, warnings },
  );
  const gatewayUrl = parseUrlSetting("ALIPAY_GATEWAY_URL", texts.gatewayUrl ?? GATEWAY, problems);
  const { computerPage = false } = raw;
  if (typeof computerPage !== "boolean") problems.push(notOfType("computerPage"));
  const settings = {
    ...(computerPage === true && { computerPage }),
    appId: parseAppId(texts.appId, problems),
    sellerId: parseSellerId(texts.sellerId, problems),
    aesKey: parseAes(texts.aesKey, problems),
    gatewayUrl,
    cashierUrl: texts.cashierUrl ? parseUrlSetting("ALIPAY_CASHIER_URL", texts.cashierUrl, problems) : gatewayUrl,
    timeoutMs: TIMEOUT_MS,
  };
  if (!privateKey || !trust || problems.length > 0) return { ok: false, problems };
  return { ok: true, config: { ...settings, privateKey, trust }, warnings };
}

function parseOwnKey(text: string | undefined, problems: Problems): KeyObject | null {
  if (!text) problems.push("ALIPAY_PRIVATE_KEY is missing: it is the app's private key (应用私钥) that belongs to what you uploaded");
  const key = parseKeySetting("ALIPAY_PRIVATE_KEY", text, parsePrivateKey, problems);
  if (!key) return null;
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
  if (bits < MIN_BITS) problems.push(`ALIPAY_PRIVATE_KEY has ${bits} bits, but RSA2 wants ${MIN_BITS}: make a new pair and upload it`);
  const probe = "app_id=0&method=self.test";
  if (!verifyRsa2(probe, signRsa2(probe, key), createPublicKey(key)))
    problems.push("ALIPAY_PRIVATE_KEY makes signatures that do not verify: the key is damaged, export it again");
  return key;
}

function parseAppId(text: string | undefined, problems: Problems): string {
  if (!text) problems.push("ALIPAY_APP_ID is missing: it is the 16-digit number of your app (应用 APPID)");
  else if (/^2088\d{12}$/.test(text))
    problems.push("ALIPAY_APP_ID begins with 2088, as sellers' numbers do: take the app's number (APPID)");
  else if (!/^\d{16}$/.test(text)) problems.push("ALIPAY_APP_ID must be 16 digits");
  return text ?? "";
}

function parseSellerId(text: string | undefined, problems: Problems): string {
  if (!text) problems.push("ALIPAY_SELLER_ID is missing: it is the seller's 16-digit number (PID), beginning with 2088");
  else if (!/^2088\d{12}$/.test(text)) problems.push("ALIPAY_SELLER_ID must be 16 digits beginning with 2088");
  return text ?? "";
}

function parseAes(text: string | undefined, problems: Problems): Buffer | null {
  if (!text) return null;
  const key = parseAesKey(text);
  if (!key) problems.push("ALIPAY_AES_KEY must be the base64 of 16 bytes, as Alipay's console shows it (接口内容加密方式)");
  return key;
}
