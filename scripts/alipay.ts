// The doctor: `npm run alipay -- explain notice.txt`. It says why a signature does not verify, signs, makes keys, checks.
import { createReadStream, existsSync, readFileSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Readable } from "node:stream";
import type { PreviousContract } from "@/lib/alipay/doctor/commands/io";
import { optionOf, runDoctor } from "@/lib/alipay/doctor/commands/run-doctor";
import { parseContractFile } from "@/lib/alipay/doctor/contract-file";
import { type DoctorSettings, previousEnv, settingsFromEnv, type Texts } from "@/lib/alipay/doctor/settings";
import { loadEnvFiles } from "./stack/settings";

loadEnvFiles("production");

/** More than any captured message has; the doctor itself looks at less. */
const MAX_BYTES = 1_048_576;

const args = process.argv.slice(2);

/** Reads the file that --config names, else the variables, else what the emulator wrote for its merchant. `env`: the variables of one contract. */
function loadSettings(env: Texts): DoctorSettings {
  const named = optionOf(args, "--config");
  const emulators = path.join(process.env.DATA_DIR || ".data", "emulator", "merchant.json");
  const hasKeys = Object.keys(process.env).some((name) =>
    /^ALIPAY_(PREVIOUS_)?(MD5_KEY|PRIVATE_KEY|PUBLIC_KEY|CERT|MAPI_PUBLIC_KEY)$/.test(name),
  );
  const file = named ?? (!hasKeys && existsSync(emulators) ? emulators : null);
  if (!file) return settingsFromEnv(keysFromFiles(env));
  const parsed = parseContractFile(
    inWords(file, () => readFileSync(file, "utf8")),
    keysFromFiles,
  );
  if (!parsed.ok) throw new Error(`${file} ${parsed.problem}.`);
  return parsed.settings;
}

/** A contract of --config stands alone. */
function loadPrevious(): PreviousContract | null {
  const env = previousEnv(process.env);
  if (!env.ALIPAY_PROTOCOL || optionOf(args, "--config")) return null;
  if (env.ALIPAY_PROTOCOL !== "openapi" && env.ALIPAY_PROTOCOL !== "wap-token")
    throw new Error("ALIPAY_PREVIOUS_PROTOCOL must be wap-token or openapi.");
  return { protocol: env.ALIPAY_PROTOCOL, settings: loadSettings(env) };
}

/** A variable may hold a key, or the name of the file that holds it. */
function keysFromFiles(texts: Texts): Texts {
  const read = ([name, value]: [string, string | undefined]) => {
    const isFile = /(key|cert)$/i.test(name) && value && value.length < 1000 && !value.includes("-----") && existsSync(value);
    return [name, isFile ? inWords(value, () => readFileSync(value, "utf8")) : value];
  };
  return Object.fromEntries(Object.entries(texts).map(read));
}

const FAULTS: Record<string, string> = {
  ENOENT: "is not there",
  EISDIR: "is a folder, and a file is wanted",
  ENOTDIR: "is not a folder",
  EEXIST: "is there already and is not written over: name another folder",
  EACCES: "may not be read or written by this user",
  EPERM: "may not be read or written by this user",
};

/** Turns the system's ENOENT and the like into a sentence about the file. */
function sentenceOf(file: string, error: unknown): Error {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return new Error(`${file} ${FAULTS[code] ?? `cannot be used${code && ` (${code})`}`}.`);
}

function inWords<Result>(file: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    throw sentenceOf(file, error);
  }
}

async function inWordsLater<Result>(file: string, work: () => Promise<Result>): Promise<Result> {
  return work().catch((error: unknown) => {
    throw sentenceOf(file, error);
  });
}

/** Reads what is no longer than a captured message can be; the rest is not even read, since a file may have no end. */
async function readMessage(name: string, from: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  await inWordsLater(name, async () => {
    for await (const chunk of from) {
      chunks.push(chunk);
      bytes += chunk.length;
      if (bytes > MAX_BYTES) break;
    }
  });
  from.destroy();
  if (bytes > MAX_BYTES) throw new Error(`${name} is longer than any message (${MAX_BYTES} bytes): give one message alone.`);
  return Buffer.concat(chunks);
}

// A reader of the first lines only (`| head`) closes the pipe; the exit code still counts.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

try {
  process.exitCode = await runDoctor(args, {
    read: (file) => (file === "-" ? readMessage("Standard input", process.stdin) : readMessage(file, createReadStream(file))),
    writeSecret: (file, content) =>
      inWordsLater(file, async () => {
        await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
        await writeFile(file, content, { mode: 0o600, flag: "wx" });
      }),
    print: (line) => console.log(line),
    env: process.env,
    settings: loadSettings(process.env),
    previous: loadPrevious(),
    fetch,
    now: () => new Date(),
  });
} catch (error) {
  console.error(`✗ ${error instanceof Error ? error.message : "It did not work."}`);
  process.exitCode = 1;
}
