// The doctor: `npm run alipay -- explain notice.txt`. It says why a signature does not verify, signs, makes keys, checks.
import { existsSync, readFileSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { buffer } from "node:stream/consumers";
import { optionOf, runDoctor } from "@/lib/alipay/doctor/commands/run-doctor";
import { type DoctorSettings, settingsFromEnv, settingsFromMerchant, type Texts } from "@/lib/alipay/doctor/settings";

for (const name of [".env.production.local", ".env.local", ".env.production", ".env"]) if (existsSync(name)) process.loadEnvFile(name);

const args = process.argv.slice(2);

/** A named file, then the variables; with neither, what the emulator wrote for its merchant. */
function loadSettings(): DoctorSettings {
  const named = optionOf(args, "--config");
  const emulators = path.join(process.env.DATA_DIR || ".data", "emulator", "merchant.json");
  const hasKeys = Object.keys(process.env).some((name) => /^ALIPAY_(MD5_KEY|PRIVATE_KEY|PUBLIC_KEY|CERT|MAPI_PUBLIC_KEY)$/.test(name));
  const file = named ?? (!hasKeys && existsSync(emulators) ? emulators : null);
  if (!file) return settingsFromEnv(keysFromFiles(process.env));
  const given = JSON.parse(readFileSync(file, "utf8"));
  if (given.wap || given.openapi) return { wap: keysFromFiles(given.wap ?? {}), openapi: keysFromFiles(given.openapi ?? {}) };
  const isVariables = Object.keys(given).some((name) => name.startsWith("ALIPAY_"));
  return isVariables ? settingsFromEnv(keysFromFiles(given)) : settingsFromMerchant(keysFromFiles(given));
}

/** A key may be named by its file. */
function keysFromFiles(texts: Texts): Texts {
  const read = ([name, value]: [string, string | undefined]) => {
    const isFile = /(key|cert)$/i.test(name) && value && value.length < 1000 && !value.includes("-----") && existsSync(value);
    return [name, isFile ? readFileSync(value, "utf8") : value];
  };
  return Object.fromEntries(Object.entries(texts).map(read));
}

try {
  process.exitCode = await runDoctor(args, {
    read: (file) => (file === "-" ? buffer(process.stdin) : readFile(file)),
    writeSecret: async (file, content) => {
      await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
      await writeFile(file, content, { mode: 0o600, flag: "wx" });
    },
    print: (line) => console.log(line),
    env: process.env,
    settings: loadSettings(),
    fetch,
    now: () => new Date(),
  });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
