// What the starter itself must know of the environment. Everything else is the shop's to check (lib/server/env.ts).
import { chmodSync, existsSync, mkdirSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { lanAddress } from "./lan-address.mjs";
import { portTrouble } from "./ports.mjs";
import { Refusal } from "./refusal.mjs";

export const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** Any of these means that real money is meant. lib/shop/contract.ts has the same list. */
const REAL_KEYS = [
  "ALIPAY_PARTNER",
  "ALIPAY_MD5_KEY",
  "ALIPAY_PRIVATE_KEY",
  "ALIPAY_PUBLIC_KEY",
  "ALIPAY_MAPI_PUBLIC_KEY",
  "ALIPAY_APP_ID",
  "ALIPAY_APP_CERT",
  "ALIPAY_CERT",
  "ALIPAY_ROOT_CERT",
  "ALIPAY_AES_KEY",
];

/** Next.js reads these files for the shop; the starter must see the same. The first that names a variable wins. */
export function loadEnvFiles(mode) {
  for (const name of [`.env.${mode}.local`, ".env.local", `.env.${mode}`, ".env"]) {
    const file = path.join(ROOT, name);
    if (existsSync(file)) process.loadEnvFile(file);
  }
}

/**
 * @typedef {object} Settings
 * @property {number} port
 * @property {string} host the address that the shop and the emulator listen on
 * @property {string} dataDir absolute
 * @property {string} shopUrl the public origin
 * @property {string | null} databaseUrl null: bring our own
 * @property {number | null} emulatorPort null: no emulator is started
 * @property {string} localHost where this machine itself reaches what listens on `host`
 */

/**
 * @param {Record<string, string | undefined>} [env]
 * @returns {Settings}
 * @throws {Refusal} naming the variable that is wrong
 */
export function readSettings(env = process.env) {
  if (env.DATABASE_URL && !/^postgres(ql)?:\/\//.test(env.DATABASE_URL))
    throw new Refusal(
      "DATABASE_URL must start with postgres:// or postgresql://; leave it unset to use the PostgreSQL that comes with the shop.",
    );
  const host = env.HOST || "0.0.0.0";
  const port = readPort(env, "PORT", 3000);
  const withEmulator = !env.ALIPAY_EMULATOR_URL && !REAL_KEYS.some((name) => env[name]);
  const emulatorPort = withEmulator ? readPort(env, "EMULATOR_PORT", 4000) : null;
  if (port === emulatorPort) throw new Refusal(`PORT and EMULATOR_PORT are both ${port}: give them two different numbers.`);
  return {
    host,
    port,
    emulatorPort,
    dataDir: path.resolve(ROOT, env.DATA_DIR || ".data"),
    databaseUrl: env.DATABASE_URL || null,
    shopUrl: env.SHOP_URL || `http://${defaultName(host)}:${port}`,
    localHost: isAnyAddress(host) ? "127.0.0.1" : bracketed(host),
  };
}

/**
 * The variables that the shop runs with, on top of what is set already.
 * @param {Settings} settings
 * @param {string} databaseUrl
 * @param {Record<string, string | undefined>} [env]
 */
export function shopEnv(settings, databaseUrl, env = process.env) {
  const { emulatorPort, localHost, shopUrl, dataDir } = settings;
  const emulator =
    emulatorPort === null
      ? {}
      : {
          ALIPAY_EMULATOR_URL: `http://${localHost}:${emulatorPort}`,
          ALIPAY_EMULATOR_PUBLIC_URL: env.ALIPAY_EMULATOR_PUBLIC_URL || emulatorPublicUrl(shopUrl, emulatorPort),
        };
  return { ...env, DATABASE_URL: databaseUrl, SHOP_URL: shopUrl, DATA_DIR: dataDir, ...emulator };
}

/** @throws {Refusal} when the data can have no place there */
export function makeDataDir(dataDir) {
  try {
    mkdirSync(path.join(dataDir, "logs"), { recursive: true });
    // Root's database runs as another account, which passes through but does not look around.
    if (process.getuid) chmodSync(dataDir, process.getuid() === 0 ? 0o711 : 0o700);
  } catch (error) {
    throw new Refusal(`The data folder ${dataDir} cannot be used (${error.code}): set DATA_DIR to a folder that belongs to you.`);
  }
}

/** @throws {Refusal} when a port cannot be listened on: before anything long begins */
export async function checkPorts({ port, emulatorPort, host }) {
  const wanted = /** @type {[string, number | null, number][]} */ ([
    ["PORT", port, 3100],
    ["EMULATOR_PORT", emulatorPort, 4100],
  ]);
  for (const [name, number, example] of wanted) {
    const trouble = number === null ? null : await portTrouble(number, host);
    if (trouble) throw new Refusal(portSentence({ name, number, host, trouble, example }));
  }
}

function portSentence({ name, number, host, trouble, example }) {
  if (trouble === "EACCES")
    return `This account may not listen on port ${number}: choose one above 1023, for example ${name}=${example} npm start.`;
  if (trouble === "EADDRNOTAVAIL" || trouble === "ENOTFOUND")
    return `HOST=${host} is no address of this machine: leave it unset to listen on all.`;
  return `Port ${number} is taken by another program: stop that one, or choose another port, for example ${name}=${example} npm start.`;
}

function readPort(env, name, fallback) {
  const text = env[name] || String(fallback);
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (port < 1 || port > 65535) throw new Refusal(`${name} must be a number between 1 and 65535.`);
  return port;
}

function defaultName(host) {
  if (isAnyAddress(host)) return lanAddress() ?? "127.0.0.1";
  return bracketed(host);
}

function emulatorPublicUrl(shopUrl, emulatorPort) {
  const host = URL.canParse(shopUrl) ? new URL(shopUrl).hostname : "127.0.0.1"; // a wrong one is the shop's to refuse
  return `http://${host}:${emulatorPort}`;
}

function isAnyAddress(host) {
  return host === "0.0.0.0" || host === "::";
}

function bracketed(host) {
  return host.includes(":") ? `[${host}]` : host;
}
