import { parseJsonObject } from "../openapi/json";
import { type DoctorSettings, settingsFromEnv, settingsFromMerchant, type Texts } from "./settings";

/** `problem` finishes a sentence that begins with the file's name, and repeats nothing of what the file holds. */
export type ParsedContractFile = { ok: true; settings: DoctorSettings } | { ok: false; problem: string };

/**
 * Reads a contract from JSON: `{ wap, openapi }` with the parsers' names, the variables ALIPAY_…, or the flat file that the
 * emulator writes. `readKeys` replaces names of key files by what the files hold.
 */
export function parseContractFile(text: string, readKeys: (texts: Texts) => Texts): ParsedContractFile {
  const given = parseJsonObject(text.replace(/^\uFEFF/, ""));
  if (!given) return { ok: false, problem: "is not one object in JSON" };
  const groups = [given, objectOf(given.wap), objectOf(given.openapi)];
  const bare = groups.flatMap((group) => Object.entries(group)).find(([, value]) => typeof value === "number");
  if (bare) return { ok: false, problem: `must have ${bare[0]} in quotes, since a number of that length loses its last digits` };
  const texts = (group: Record<string, unknown>) => readKeys(textsOf(group));
  if (given.wap || given.openapi)
    return { ok: true, settings: { wap: texts(objectOf(given.wap)), openapi: texts(objectOf(given.openapi)) } };
  const isVariables = Object.keys(given).some((name) => name.startsWith("ALIPAY_"));
  return { ok: true, settings: isVariables ? settingsFromEnv(texts(given)) : settingsFromMerchant(texts(given)) };
}

function objectOf(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}

function textsOf(group: Record<string, unknown>): Texts {
  return Object.fromEntries(Object.entries(group).filter((entry): entry is [string, string] => typeof entry[1] === "string"));
}
