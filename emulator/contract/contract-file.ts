import { existsSync, mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Random } from "../plumbing/random";
import { writeFileWhole } from "../plumbing/write-file-whole";
import { type Contract, completeContract, createContract, type OlderContract } from "./contract";

/**
 * The contract of a data folder, made at the first start and kept from then on; what an older emulator did not know of is
 * added to it. The merchant's half is written anew each time, to merchant.json, from where a shop in demo mode takes its
 * keys. Both files are for their owner only (0600).
 */
export function loadContract(folder: string, random: Random): Contract {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = path.join(folder, "contract.json");
  const known = existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Contract | OlderContract) : null;
  const contract = known ? completeContract(random, known) : createContract(random);
  writeFileWhole(file, `${JSON.stringify(contract, null, 2)}\n`);
  writeFileWhole(path.join(folder, "merchant.json"), `${JSON.stringify(contract.merchant, null, 2)}\n`);
  return contract;
}
