import "server-only";
import { readFileSync } from "node:fs";
import path from "node:path";
import type { DoctorSettings, Texts } from "@/lib/alipay/doctor/settings";
import type { OpenApiConfig } from "@/lib/alipay/openapi/config";
import { parseOpenApiConfig } from "@/lib/alipay/openapi/parse-config";
import type { WapConfig } from "@/lib/alipay/wap/config";
import { parseWapConfig } from "@/lib/alipay/wap/parse-config";
import { ConfigError, type Env } from "@/lib/server/env";
import { REAL_KEYS } from "./real-keys";

/**
 * Which protocol the shop is paid through, and its keys. `warnings` are sentences about what may not work for long; `doctor`
 * holds the texts that all this was read from, to find out why a message does not verify.
 */
export type Contract = { warnings: string[]; doctor: DoctorSettings } & (
  | { protocol: "wap-token"; config: WapConfig }
  | { protocol: "openapi"; config: OpenApiConfig }
);

/**
 * The contract with the emulator: its keys come from the file that it writes at its first start.
 * @throws {ConfigError} when real keys are set as well, an address is invalid, or the file cannot be read
 */
export function emulatorContract(env: Env, now: Date): Contract {
  const real = REAL_KEYS.filter((name) => env[name] !== undefined);
  if (real.length > 0)
    throw new ConfigError([`ALIPAY_EMULATOR_URL and real keys (${real.join(", ")}) are both set: unset one or the other`]);
  const base = env.ALIPAY_EMULATOR_URL ?? "";
  if (!URL.canParse(base)) throw new ConfigError(["ALIPAY_EMULATOR_URL must be an absolute address, for example http://127.0.0.1:4000"]);
  const cashier = env.ALIPAY_EMULATOR_PUBLIC_URL ?? base;
  if (!URL.canParse(cashier)) throw new ConfigError(["ALIPAY_EMULATOR_PUBLIC_URL must be an absolute address"]);
  const merchant = readMerchantFile(env.DATA_DIR);
  if (env.ALIPAY_PROTOCOL === "openapi")
    return openApiContract(
      {
        ...emulatedApp(merchant, env.ALIPAY_KEY_MODE ?? "key"),
        gatewayUrl: new URL("/gateway.do", base).href,
        cashierUrl: new URL("/gateway.do", cashier).href,
      },
      now,
    );
  return wapContract({
    ...merchant,
    secId: env.ALIPAY_SEC_ID,
    wapGatewayUrl: new URL("/service/rest.htm", base).href,
    cashierUrl: new URL("/service/rest.htm", cashier).href,
    mapiGatewayUrl: new URL("/gateway.do", base).href,
    notifyVerify: env.ALIPAY_NOTIFY_VERIFY === "on",
    refundMode: env.ALIPAY_WAP_REFUND,
  });
}

/** The emulator writes the one merchant that it serves, with all keys, into this file at its first start. */
function readMerchantFile(dataDir: string): Record<string, string> {
  const file = path.resolve(dataDir, "emulator", "merchant.json");
  try {
    return JSON.parse(readFileSync(/* turbopackIgnore: true */ file, "utf8"));
  } catch {
    throw new ConfigError([`the emulator's contract ${file} cannot be read: start the emulator first (\`npm start\` does both)`]);
  }
}

/** The merchant file has the keys of both modes; an app uses one of them. */
function emulatedApp(merchant: Record<string, string>, mode: "key" | "certificate"): Record<string, string | undefined> {
  const { appId, sellerId, appPrivateKey, alipayRsa2PublicKey, appCert, alipayCert, rootCert } = merchant;
  const trust = mode === "key" ? { alipayPublicKey: alipayRsa2PublicKey } : { appCert, alipayCert, rootCert };
  return { appId, sellerId, appPrivateKey, ...trust };
}

/**
 * The contract with Alipay, out of the owner's own variables.
 * @throws {ConfigError} for what is missing or wrong, each with a sentence
 */
export function realContract(env: Env, now: Date): Contract {
  return env.ALIPAY_PROTOCOL === "openapi" ? realApp(env, now) : realPartner(env);
}

function realApp(env: Env, now: Date): Contract {
  const contract = openApiContract(
    {
      appId: env.ALIPAY_APP_ID,
      sellerId: env.ALIPAY_SELLER_ID,
      appPrivateKey: env.ALIPAY_PRIVATE_KEY,
      alipayPublicKey: env.ALIPAY_PUBLIC_KEY,
      appCert: certificateText("ALIPAY_APP_CERT", env.ALIPAY_APP_CERT),
      alipayCert: certificateText("ALIPAY_CERT", env.ALIPAY_CERT),
      rootCert: certificateText("ALIPAY_ROOT_CERT", env.ALIPAY_ROOT_CERT),
      aesKey: env.ALIPAY_AES_KEY,
      gatewayUrl: env.ALIPAY_GATEWAY_URL,
    },
    now,
  );
  const wanted = env.ALIPAY_KEY_MODE;
  if (wanted && contract.config.trust.mode !== wanted)
    throw new ConfigError([`ALIPAY_KEY_MODE is ${wanted}, but what is set are the keys of the other mode: set the ones, or unset it`]);
  return contract;
}

/** Certificates are downloaded as files: a variable holds the text of one or its path. */
function certificateText(name: string, value: string | undefined): string | undefined {
  if (!value || value.includes("-----BEGIN")) return value;
  try {
    return readFileSync(/* turbopackIgnore: true */ path.resolve(value), "utf8");
  } catch {
    throw new ConfigError([`${name} is neither a certificate (-----BEGIN CERTIFICATE-----) nor the path of a file that can be read`]);
  }
}

function realPartner(env: Env): Contract {
  if (env.ALIPAY_APP_ID && !env.ALIPAY_PARTNER)
    throw new ConfigError(["ALIPAY_APP_ID belongs to the current protocol: set ALIPAY_PROTOCOL=openapi as well"]);
  return wapContract({
    partner: env.ALIPAY_PARTNER,
    sellerAccount: env.ALIPAY_SELLER_ACCOUNT,
    sellerId: env.ALIPAY_SELLER_ID,
    secId: env.ALIPAY_SEC_ID,
    md5Key: env.ALIPAY_MD5_KEY,
    merchantPrivateKey: env.ALIPAY_PRIVATE_KEY,
    alipayPublicKey: env.ALIPAY_PUBLIC_KEY,
    mapiPublicKey: env.ALIPAY_MAPI_PUBLIC_KEY,
    wapGatewayUrl: env.ALIPAY_WAP_GATEWAY_URL,
    mapiGatewayUrl: env.ALIPAY_MAPI_GATEWAY_URL,
    notifyVerify: env.ALIPAY_NOTIFY_VERIFY === "on",
    refundMode: env.ALIPAY_WAP_REFUND,
  });
}

function wapContract(raw: Parameters<typeof parseWapConfig>[0]): Contract {
  const parsed = parseWapConfig(raw);
  if (!parsed.ok) throw new ConfigError(parsed.problems);
  return { protocol: "wap-token", config: parsed.config, warnings: [], doctor: { wap: textsOf(raw), openapi: {} } };
}

function openApiContract(raw: Parameters<typeof parseOpenApiConfig>[0], now: Date): Contract & { protocol: "openapi" } {
  const parsed = parseOpenApiConfig(raw, { now });
  if (!parsed.ok) throw new ConfigError(parsed.problems);
  return { protocol: "openapi", config: parsed.config, warnings: parsed.warnings, doctor: { wap: {}, openapi: textsOf(raw) } };
}

function textsOf(raw: Record<string, unknown>): Texts {
  return Object.fromEntries(Object.entries(raw).filter((entry): entry is [string, string] => typeof entry[1] === "string"));
}
