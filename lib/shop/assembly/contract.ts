import "server-only";
import { readFileSync } from "node:fs";
import path from "node:path";
import { contractName } from "@/lib/alipay/contract-name";
import { aboutPrevious, type DoctorSettings, type Texts } from "@/lib/alipay/doctor/settings";
import type { OpenApiConfig } from "@/lib/alipay/openapi/config";
import { parseOpenApiConfig } from "@/lib/alipay/openapi/parse-config";
import type { WapConfig } from "@/lib/alipay/wap/config";
import { parseWapConfig } from "@/lib/alipay/wap/parse-config";
import { ConfigError, type ContractEnv, type Env } from "@/lib/server/env";
import { REAL_KEYS } from "./real-keys";

/**
 * Which protocol the shop is paid through, and its keys. `warnings` are sentences about what may not work for long; `doctor`
 * holds the texts that all this was read from, to find out why a message does not verify.
 */
export type Contract = { warnings: string[]; doctor: DoctorSettings } & (
  | { protocol: "wap-token"; config: WapConfig }
  | { protocol: "openapi"; config: OpenApiConfig }
);

/** A contract's variables, and the emulator that stands in for Alipay, if one does. */
type Terms = { env: ContractEnv; emulator: Emulator | null };
type Emulator = { url: string; cashierUrl: string; merchant: Record<string, string> };

/**
 * The contracts that the shop is configured with: the current one, and the one that it leaves, if it leaves one. Both are real or
 * both are the emulator's.
 * @throws {ConfigError} for what is missing or wrong, each with a sentence
 */
export function readContracts(env: Env, now: Date): { current: Contract; previous: Contract | null } {
  const emulator = env.ALIPAY_EMULATOR_URL === undefined ? null : readEmulator(env);
  const problems: string[] = [];
  const current = collect(problems, () => readContract({ env, emulator }, now));
  const { previous: left } = env;
  const told: string[] = [];
  const previous = left && collect(told, () => readContract({ env: left, emulator }, now));
  problems.push(...told.map(aboutPrevious));
  if (current && previous) problems.push(...clashes(current, previous));
  if (!current || problems.length > 0) throw new ConfigError(problems);
  return { current, previous: previous && { ...previous, warnings: previous.warnings.map(aboutPrevious) } };
}

function collect<Value>(problems: string[], read: () => Value): Value | null {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    problems.push(...error.problems);
    return null;
  }
}

function readContract({ env, emulator }: Terms, now: Date): Contract {
  if (env.ALIPAY_PROTOCOL === "openapi") return emulator ? emulatedApp(env, emulator, now) : realApp(env, now);
  const partner = emulator ? emulatedPartner(env, emulator) : realPartner(env);
  return { ...partner, warnings: [...partner.warnings, ...(env.ALIPAY_COMPUTER_PAGE === "on" ? [NO_COMPUTER_PAGE] : [])] };
}

const NO_COMPUTER_PAGE =
  "ALIPAY_COMPUTER_PAGE=on does nothing: the token protocol has no page for computers, so their visitors go on with the QR code";

/** What was begun is told apart by its partner or app: one of these cannot be paid for two sellers. */
function clashes(current: Contract, previous: Contract): string[] {
  if (nameOf(current) !== nameOf(previous)) return [];
  if (current.config.sellerId !== previous.config.sellerId)
    return ["ALIPAY_PREVIOUS_SELLER_ID is not ALIPAY_SELLER_ID, although the partner or app is the same: leave that contract first"];
  const isSame = JSON.stringify(current.doctor) === JSON.stringify(previous.doctor);
  return isSame ? ["ALIPAY_PREVIOUS_… is the current contract once more: unset it, or give it what that contract had before"] : [];
}

function nameOf(contract: Contract): string {
  return contract.protocol === "openapi" ? contractName.openApi(contract.config) : contractName.wap(contract.config);
}

function readEmulator(env: Env): Emulator {
  const real = [
    ...REAL_KEYS.filter((name) => env[name] !== undefined),
    ...REAL_KEYS.filter((name) => env.previous?.[name] !== undefined).map(aboutPrevious),
  ];
  if (real.length > 0)
    throw new ConfigError([`ALIPAY_EMULATOR_URL and real keys (${real.join(", ")}) are both set: unset one or the other`]);
  const url = env.ALIPAY_EMULATOR_URL ?? "";
  if (!URL.canParse(url)) throw new ConfigError(["ALIPAY_EMULATOR_URL must be an absolute address, for example http://127.0.0.1:4000"]);
  const cashierUrl = env.ALIPAY_EMULATOR_PUBLIC_URL ?? url;
  if (!URL.canParse(cashierUrl)) throw new ConfigError(["ALIPAY_EMULATOR_PUBLIC_URL must be an absolute address"]);
  return { url, cashierUrl, merchant: readMerchantFile(env.DATA_DIR) };
}

function emulatedPartner(env: ContractEnv, { url, cashierUrl, merchant }: Emulator): Contract {
  return wapContract({
    ...merchant,
    secId: env.ALIPAY_SEC_ID,
    wapGatewayUrl: new URL("/service/rest.htm", url).href,
    cashierUrl: new URL("/service/rest.htm", cashierUrl).href,
    mapiGatewayUrl: new URL("/gateway.do", url).href,
    notifyVerify: env.ALIPAY_NOTIFY_VERIFY === "on",
    refundMode: env.ALIPAY_WAP_REFUND,
  });
}

/** The merchant file has the keys of both modes; an app uses one of them. */
function emulatedApp(env: ContractEnv, { url, cashierUrl, merchant }: Emulator, now: Date): Contract {
  const { appId, sellerId, appPrivateKey, alipayRsa2PublicKey, appCert, alipayCert, rootCert } = merchant;
  const isCertificate = env.ALIPAY_KEY_MODE === "certificate";
  return openApiContract(
    {
      ...{ appId, sellerId, appPrivateKey },
      ...(isCertificate ? { appCert, alipayCert, rootCert } : { alipayPublicKey: alipayRsa2PublicKey }),
      computerPage: env.ALIPAY_COMPUTER_PAGE === "on",
      gatewayUrl: new URL("/gateway.do", url).href,
      cashierUrl: new URL("/gateway.do", cashierUrl).href,
    },
    now,
  );
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

function realApp(env: ContractEnv, now: Date): Contract {
  const contract = openApiContract(
    {
      appId: env.ALIPAY_APP_ID,
      sellerId: env.ALIPAY_SELLER_ID,
      appPrivateKey: env.ALIPAY_PRIVATE_KEY,
      alipayPublicKey: env.ALIPAY_PUBLIC_KEY,
      formerAlipayPublicKey: env.ALIPAY_FORMER_PUBLIC_KEY,
      appCert: certificateText("ALIPAY_APP_CERT", env.ALIPAY_APP_CERT),
      alipayCert: certificateText("ALIPAY_CERT", env.ALIPAY_CERT),
      rootCert: certificateText("ALIPAY_ROOT_CERT", env.ALIPAY_ROOT_CERT),
      aesKey: env.ALIPAY_AES_KEY,
      gatewayUrl: env.ALIPAY_GATEWAY_URL,
      computerPage: env.ALIPAY_COMPUTER_PAGE === "on",
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

function realPartner(env: ContractEnv): Contract {
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
