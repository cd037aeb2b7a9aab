// What a backup says of itself: its manifest.json.
import { readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { CliError } from "../process/cli-error";

const name = z.string().regex(/^[a-z_][a-z0-9_]*$/);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

const MANIFEST = z.object({
  /** Of these files, not of the shop. */
  format: z.literal(1),
  /** The moment whose rows these are. */
  takenAt: z.iso.datetime(),
  /** What the tables had been made by, in order. */
  migrations: z.array(z.object({ name: z.string(), checksum: sha256 })),
  /** In an order in which each row finds those that it refers to. `sha256`: of the text that COPY wrote, unpacked. */
  tables: z.array(z.object({ name, columns: z.array(name), rows: z.number().int().min(0), sha256 })),
  /** What each sequence gave last. */
  sequences: z.array(z.object({ name, last: z.string().regex(/^\d+$/) })),
});

export type Manifest = z.infer<typeof MANIFEST>;

export const MANIFEST_FILE = "manifest.json";

/** Where the rows of a table are in a backup. */
export function tableFile(backup: string, table: string): string {
  return path.join(backup, "tables", `${table}.copy.gz`);
}

/** @throws {CliError} when there is none, or one that this version cannot read */
export function readManifest(backup: string): Manifest {
  const file = path.join(backup, MANIFEST_FILE);
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    throw new CliError(`${backup} is no backup: it has no ${MANIFEST_FILE}.`);
  }
  const read = MANIFEST.safeParse(parseJson(text));
  if (read.success) return read.data;
  throw new CliError(`${file} cannot be read: it is damaged, or another version of the shop wrote it.`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
