import "server-only";
import { z } from "zod";
import { parseNetworks } from "./address";
import { readPlaces } from "./database-places";

const optional = z.string().optional();
const choice = <const Words extends [string, ...string[]]>(words: Words) => z.enum(words).optional();
const integer = (fallback: number, min: number, max: number) =>
  z.preprocess((value) => (value === undefined ? fallback : Number(value)), z.number().int().min(min).max(max));

/** What makes up a contract with Alipay. The one that the shop leaves has the same names, beginning with ALIPAY_PREVIOUS_. */
const contract = z.object({
  ALIPAY_PROTOCOL: choice(["wap-token", "openapi"]).transform((protocol) => protocol ?? "wap-token"),
  ALIPAY_SELLER_ID: optional,
  ALIPAY_PRIVATE_KEY: optional,
  ALIPAY_PUBLIC_KEY: optional,
  ALIPAY_FORMER_PUBLIC_KEY: optional,
  // The current protocol
  ALIPAY_APP_ID: optional,
  ALIPAY_KEY_MODE: choice(["key", "certificate"]),
  ALIPAY_APP_CERT: optional,
  ALIPAY_CERT: optional,
  ALIPAY_ROOT_CERT: optional,
  ALIPAY_AES_KEY: optional,
  ALIPAY_GATEWAY_URL: optional,
  ALIPAY_COMPUTER_PAGE: choice(["on", "off"]).transform((word) => word ?? "off"),
  // The token protocol
  ALIPAY_PARTNER: optional,
  ALIPAY_SELLER_ACCOUNT: optional,
  ALIPAY_SEC_ID: choice(["MD5", "0001"]),
  ALIPAY_MD5_KEY: optional,
  ALIPAY_MAPI_PUBLIC_KEY: optional,
  ALIPAY_WAP_GATEWAY_URL: optional,
  ALIPAY_MAPI_GATEWAY_URL: optional,
  ALIPAY_WAP_REFUND: choice(["pwd", "nopwd"]),
  ALIPAY_NOTIFY_VERIFY: choice(["on", "off"]).transform((word) => word ?? "on"),
});

const shop = z.object({
  NODE_ENV: z.enum(["development", "production", "test"]).default("production"),
  DATABASE_URL: z
    .string({ error: "is missing: name a PostgreSQL database, or start with `npm start`, which brings its own" })
    .regex(/^postgres(ql)?:\/\//, "must start with postgres:// or postgresql://")
    .superRefine((url, context) => {
      try {
        readPlaces(url);
      } catch (error) {
        context.addIssue({ code: "custom", message: (error as Error).message });
      }
    }),
  DATABASE_POOL_SIZE: integer(12, 2, 500),
  DATABASE_NOTICE_POOL_SIZE: integer(4, 1, 100),
  DATABASE_TIMEOUT_SECONDS: integer(15, 1, 300),
  DATABASE_IS_DURABLE: choice(["yes"]),
  SHOP_URL: z.string({ error: "is missing: set the public origin of the shop, for example https://shop.example.com" }),
  DATA_DIR: z.string().default(".data"),
  BACKUP_DIR: optional,
  /** The starter reads the next two by itself (scripts/stack/backup-plan.ts). */
  BACKUP_AT: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, "must be a time of day in Asia/Shanghai, for example 04:00")
    .default("04:00"),
  BACKUP_KEEP: integer(14, 1, 3650),
  BACKUP_ALARM_HOURS: integer(36, 1, 24 * 90),
  UPLOADS_S3_ENDPOINT: optional,
  UPLOADS_S3_BUCKET: optional,
  UPLOADS_S3_REGION: optional,
  UPLOADS_S3_ACCESS_KEY_ID: optional,
  UPLOADS_S3_SECRET_ACCESS_KEY: optional,
  UPLOADS_S3_STYLE: choice(["path", "host"]),
  UPLOADS_S3_TIMEOUT_SECONDS: integer(10, 1, 120),
  UPLOADS_S3_READS_AT_ONCE: integer(16, 1, 256),
  UPLOADS_S3_KEPT_MB: integer(32, 0, 1024),
  MAX_PICTURES_AT_ONCE: integer(1, 1, 64),
  MAX_WAITING_PICTURES: integer(16, 1, 1000),
  NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: optional,
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
  TRUSTED_PROXY_HOPS: integer(0, 0, 5),
  TRUSTED_PROXIES: z
    .string()
    .default("127.0.0.0/8,::1,10.0.0.0/8,172.16.0.0/12,192.168.0.0/16,fc00::/7,fe80::/10")
    .transform((text, context) => {
      try {
        return parseNetworks(text);
      } catch (error) {
        context.addIssue({ code: "custom", message: `must be a list of networks such as 10.0.0.0/8: ${(error as Error).message}` });
        return z.NEVER;
      }
    }),
  KEEP_REFUSED_NOTICES_HOURS: integer(72, 1, 24 * 365),
  KEEP_NOTICE_TEXTS_DAYS: integer(180, 3, 3650),
  KEEP_IDLE_BROWSERS_DAYS: integer(90, 3, 3650),
  KEEP_REFUND_PICTURES_DAYS: integer(180, 1, 3650),
  MAX_REFUND_PICTURES_MB: integer(500, 1, 1_000_000),
  CONTRACT_ALARM_AFTER: integer(3, 1, 1000),
  GATEWAY_SILENCE_ALARM_MINUTES: integer(10, 1, 1440),
  CONTRACT_CHECKS_PER_HOUR: integer(20, 1, 1000),
  MAX_REFUSED_NOTICES_PER_HOUR: integer(2000, 10, 1_000_000),
  EXPLAIN_SECONDS: integer(5, 1, 60),
  MAX_WAITING_DECRYPTIONS: integer(64, 1, 10_000),
  DECRYPTION_SECONDS: integer(3, 1, 60),
  MAX_POLLS_PER_ORDER: integer(8, 1, 1000),
  MAX_POLLS_PER_ADDRESS: integer(30, 1, 100_000),
  MAX_POLLS: integer(2000, 1, 1_000_000),
  MAX_POSTERS_PER_HOUR_AND_NETWORK: integer(300, 1, 1_000_000),
  MAX_WAITING_POSTERS: integer(16, 1, 1000),
  MAX_REQUESTS_AT_ONCE: integer(4, 2, 1000),
  MAX_WAITING_REQUESTS_PER_ADDRESS: integer(200, 1, 100_000),
  MAX_SEARCHES_AT_ONCE: integer(2, 1, 100),
  METRICS_TOKEN: z
    .string()
    .regex(/^[A-Za-z0-9._~+/-]{32,}=*$/, "must be at least 32 letters and digits (or . _ ~ + / -), for example of `openssl rand -hex 32`")
    .optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .url({ protocol: /^https?$/, error: "must be the collector's http or https address, for example http://127.0.0.1:4318" })
    .optional(),
  /** Read by the exporter itself. */
  OTEL_EXPORTER_OTLP_HEADERS: optional,
  OTEL_SERVICE_NAME: z.string().default("xiaopu"),
  KEPT_PAGES_MB: integer(32, 0, 4096),
  SHOP_PREFIX: optional,
  ORDER_EXPIRES_IN_SECONDS: integer(1800, 5, 21600 * 60),
  ORDER_FIRST_HOLD_SECONDS: integer(600, 5, 21600 * 60),
  MAX_ORDERS_PER_HOUR_AND_BROWSER: integer(30, 1, 100_000),
  MAX_ORDERS_PER_HOUR_AND_NETWORK: integer(600, 1, 1_000_000),
  MAX_COUPON_GUESSES_PER_HOUR_AND_BROWSER: integer(20, 1, 100_000),
  MAX_COUPON_GUESSES_PER_HOUR_AND_NETWORK: integer(300, 1, 1_000_000),
  MAX_NEW_BROWSERS_PER_HOUR_AND_NETWORK: integer(600, 1, 1_000_000),
  MAX_UNPAID_ORDERS_PER_BROWSER: integer(3, 1, 1000),
  MAX_UNPAID_ORDERS_PER_NETWORK: integer(300, 1, 1_000_000),
  MAX_UNPAID_SHARE_PER_BROWSER: integer(30, 1, 100),
  MAX_UNPAID_SHARE_PER_NETWORK: integer(60, 1, 100),
  MIN_UNPAID_PIECES: integer(5, 1, 1000),
  UNPAID_SHARE_ALARM: integer(50, 1, 100),
  OWNER_SESSION_DAYS: integer(30, 1, 30),
  OWNER_IDLE_HOURS: integer(168, 1, 720),
  OWNER_CONFIRM_MINUTES: integer(10, 0, 60),
  OWNER_LOGIN_TRIES: integer(20, 3, 1000),
  ALIPAY_EMULATOR_URL: optional,
  ALIPAY_EMULATOR_PUBLIC_URL: optional,
  ALIPAY_EMULATOR_ON_PUBLIC_SHOP: optional,
  ...contract.shape,
});

export type ContractEnv = z.infer<typeof contract>;
/** `previous`: the contract that the shop leaves, by the same names; null when it leaves none. */
export type Env = z.infer<typeof shop> & { previous: ContractEnv | null };

/**
 * Every variable that the shop reads; .env.example and the README list them too. With ALIPAY_PREVIOUS_PROTOCOL set, each other
 * variable of a contract is read with that beginning as well.
 */
export const ENV_NAMES = [...Object.keys(shop.shape), "ALIPAY_PREVIOUS_PROTOCOL"];

/** Thrown at boot; each problem is a sentence that says what to do. */
export class ConfigError extends Error {
  override name = "ConfigError" as const;
  constructor(readonly problems: string[]) {
    super(`The configuration is not right:\n${problems.map((problem) => `  - ${problem}`).join("\n")}`);
  }
}

const PREVIOUS = /^ALIPAY_PREVIOUS_/;

/**
 * Reads and checks every variable once. An empty one is an unset one, so that a copied .env.example says nothing.
 * @throws {ConfigError} naming each variable that is missing or wrong; values are never repeated, since some are keys
 */
export function parseEnv(source: Record<string, string | undefined> = process.env): Env {
  const set = Object.entries(source).filter(([, value]) => value !== undefined && value !== "");
  const parsed = shop.safeParse(Object.fromEntries(set));
  const previous = parsePrevious(Object.fromEntries(set.filter(([name]) => PREVIOUS.test(name))));
  const problems = [...problemsOf(parsed.error), ...previous.problems];
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems);
  return { ...parsed.data, previous: previous.contract };
}

function problemsOf(error: z.ZodError | undefined, previous = ""): string[] {
  return error?.issues.map(({ path, message }) => `${path.join(".").replace("ALIPAY_", `ALIPAY_${previous}`)} ${message}`) ?? [];
}

type ParsedPrevious = { contract: ContractEnv | null; problems: string[] };

function parsePrevious(set: Record<string, string | undefined>): ParsedPrevious {
  const names = Object.keys(set);
  if (names.length === 0) return { contract: null, problems: [] };
  const unknown = names.filter((name) => !(plainName(name) in contract.shape));
  const strangers = unknown.map((name) => `${name} is no variable of a contract: unset it, or write it right`);
  const missing = set.ALIPAY_PREVIOUS_PROTOCOL
    ? []
    : ["ALIPAY_PREVIOUS_PROTOCOL is missing: say which protocol the contract that you leave has"];
  const parsed = contract.safeParse(Object.fromEntries(names.map((name) => [plainName(name), set[name]])));
  return { contract: parsed.data ?? null, problems: [...missing, ...strangers, ...problemsOf(parsed.error, "PREVIOUS_")] };
}

function plainName(name: string): string {
  return name.replace(PREVIOUS, "ALIPAY_");
}
