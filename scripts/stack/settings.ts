// The variables that the starter itself needs. The shop checks everything else (lib/server/env.ts).
import { chmodSync, existsSync, mkdirSync } from "node:fs";
import path from "node:path";
import { REAL_KEYS } from "@/lib/shop/assembly/real-keys";
import { ROOT } from "../bootstrap/root.mjs";
import { CliError, codeOf } from "../process/cli-error";
import { lanAddress } from "./lan-address";
import { portTrouble } from "./ports";

type Variables = Record<string, string | undefined>;

/** Next.js reads these files for the shop; the starter must see the same. The first that names a variable wins. */
export function loadEnvFiles(mode: "production" | "development"): void {
  for (const name of [`.env.${mode}.local`, ".env.local", `.env.${mode}`, ".env"]) {
    const file = path.join(ROOT, name);
    if (existsSync(file)) process.loadEnvFile(file);
  }
}

export type Settings = {
  port: number;
  /** The address that the shop and the emulator listen on. */
  host: string;
  /** Absolute. */
  dataDir: string;
  /** The public origin. */
  shopUrl: string;
  /** null: we start one of our own. */
  databaseUrl: string | null;
  /** Who may change tables there, where the shop itself may not. */
  migrationUrl: string | null;
  /** null: no emulator is started. */
  emulatorPort: number | null;
  /** Where this machine itself reaches what listens on `host`. */
  localHost: string;
};

/** @throws {CliError} naming the variable that is wrong */
export function readSettings(env: Variables = process.env): Settings {
  if (env.DATABASE_URL && !/^postgres(ql)?:\/\//.test(env.DATABASE_URL))
    throw new CliError(
      "DATABASE_URL must start with postgres:// or postgresql://; leave it unset to use the PostgreSQL that comes with the shop.",
    );
  const host = env.HOST || "0.0.0.0";
  const port = readPort(env, "PORT", 3000);
  const withEmulator = !env.ALIPAY_EMULATOR_URL && !REAL_KEYS.some((name) => env[name] || env[name.replace("ALIPAY_", "ALIPAY_PREVIOUS_")]);
  const emulatorPort = withEmulator ? readPort(env, "EMULATOR_PORT", 4000) : null;
  if (port === emulatorPort) throw new CliError(`PORT and EMULATOR_PORT are both ${port}: give them two different numbers.`);
  return {
    host,
    port,
    emulatorPort,
    dataDir: path.resolve(ROOT, env.DATA_DIR || ".data"),
    databaseUrl: env.DATABASE_URL || null,
    migrationUrl: env.MIGRATION_DATABASE_URL || null,
    shopUrl: env.SHOP_URL || `http://${defaultName(host)}:${port}`,
    localHost: isAnyAddress(host) ? "127.0.0.1" : bracketed(host),
  };
}

/** The variables that the shop runs with, on top of what is set already. */
export function shopEnv(settings: Settings, databaseUrl: string, env: Variables = process.env): Variables {
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

/** @throws {CliError} when the data can have no place there */
export function makeDataDir(dataDir: string): void {
  try {
    mkdirSync(path.join(dataDir, "logs"), { recursive: true });
    // For root the database runs as another account, which may pass through this folder but not list it.
    if (process.getuid) chmodSync(dataDir, process.getuid() === 0 ? 0o711 : 0o700);
  } catch (error) {
    throw new CliError(`The data folder ${dataDir} cannot be used (${codeOf(error)}): set DATA_DIR to a folder that belongs to you.`);
  }
}

/** @throws {CliError} when a port cannot be listened on: before anything long begins */
export async function checkPorts({ port, emulatorPort, host }: Settings): Promise<void> {
  const wanted = [
    { name: "PORT", number: port, example: 3100 },
    { name: "EMULATOR_PORT", number: emulatorPort, example: 4100 },
  ];
  for (const { name, number, example } of wanted) {
    const trouble = number === null ? null : await portTrouble(number, host);
    if (trouble) throw new CliError(portSentence({ name, number, host, trouble, example }));
  }
}

type PortProblem = { name: string; number: number | null; host: string; trouble: string; example: number };

function portSentence({ name, number, host, trouble, example }: PortProblem): string {
  if (trouble === "EACCES")
    return `This account may not listen on port ${number}: choose one above 1023, for example ${name}=${example} npm start.`;
  if (trouble === "EADDRNOTAVAIL" || trouble === "ENOTFOUND")
    return `HOST=${host} is not an address of this machine: leave it unset to listen on all.`;
  return `Port ${number} is taken by another program: stop that one, or choose another port, for example ${name}=${example} npm start.`;
}

function readPort(env: Variables, name: string, fallback: number): number {
  const text = env[name] || String(fallback);
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (port < 1 || port > 65535) throw new CliError(`${name} must be a number between 1 and 65535.`);
  return port;
}

function defaultName(host: string): string {
  if (isAnyAddress(host)) return lanAddress() ?? "127.0.0.1";
  return bracketed(host);
}

function emulatorPublicUrl(shopUrl: string, emulatorPort: number): string {
  const host = URL.canParse(shopUrl) ? new URL(shopUrl).hostname : "127.0.0.1"; // a wrong one is the shop's to refuse
  return `http://${host}:${emulatorPort}`;
}

function isAnyAddress(host: string): boolean {
  return host === "0.0.0.0" || host === "::";
}

function bracketed(host: string): string {
  return host.includes(":") ? `[${host}]` : host;
}
