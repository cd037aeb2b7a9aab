import "server-only";
import { z } from "zod";

const optional = z.string().optional();
const choice = <const Words extends [string, ...string[]]>(words: Words) => z.enum(words).optional();
const integer = (fallback: number, min: number, max: number) =>
  z.preprocess((value) => (value === undefined ? fallback : Number(value)), z.number().int().min(min).max(max));

const schema = z.object({
  NODE_ENV: z.enum(["development", "production", "test"]).default("production"),
  DATABASE_URL: z
    .string({ error: "is missing: name a PostgreSQL database, or start with `npm start`, which brings its own" })
    .regex(/^postgres(ql)?:\/\//, "must start with postgres:// or postgresql://"),
  SHOP_URL: z.string({ error: "is missing: set the public origin of the shop, for example https://shop.example.com" }),
  DATA_DIR: z.string().default(".data"),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
  TRUSTED_PROXY_HOPS: integer(0, 0, 5),
  ORDER_EXPIRES_IN_SECONDS: integer(1800, 5, 21600 * 60),
  OWNER_SESSION_DAYS: integer(30, 1, 30),
  OWNER_IDLE_HOURS: integer(168, 1, 720),
  OWNER_CONFIRM_MINUTES: integer(10, 0, 60),
  OWNER_LOGIN_TRIES: integer(20, 3, 1000),
  ALIPAY_PROTOCOL: choice(["wap-token", "openapi"]).transform((protocol) => protocol ?? "wap-token"),
  ALIPAY_EMULATOR_URL: optional,
  ALIPAY_EMULATOR_PUBLIC_URL: optional,
  ALIPAY_EMULATOR_ON_PUBLIC_SHOP: optional,
  ALIPAY_SELLER_ID: optional,
  ALIPAY_PRIVATE_KEY: optional,
  ALIPAY_PUBLIC_KEY: optional,
  // The current protocol
  ALIPAY_APP_ID: optional,
  ALIPAY_KEY_MODE: choice(["key", "certificate"]),
  ALIPAY_APP_CERT: optional,
  ALIPAY_CERT: optional,
  ALIPAY_ROOT_CERT: optional,
  ALIPAY_AES_KEY: optional,
  ALIPAY_GATEWAY_URL: optional,
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

export type Env = z.infer<typeof schema>;

/** Every variable that the shop reads; .env.example and the README list them too. */
export const ENV_NAMES = Object.keys(schema.shape);

/** Thrown at boot; each problem is a sentence that says what to do. */
export class ConfigError extends Error {
  override name = "ConfigError" as const;
  constructor(readonly problems: string[]) {
    super(`The configuration is not right:\n${problems.map((problem) => `  - ${problem}`).join("\n")}`);
  }
}

/**
 * Reads and checks every variable once. An empty one is an unset one, so that a copied .env.example says nothing.
 * @throws {ConfigError} naming each variable that is missing or wrong; values are never repeated, since some are keys
 */
export function parseEnv(source: Record<string, string | undefined> = process.env): Env {
  const parsed = schema.safeParse(Object.fromEntries(Object.entries(source).filter(([, value]) => value !== "")));
  if (parsed.success) return parsed.data;
  throw new ConfigError(parsed.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`));
}
