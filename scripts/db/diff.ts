// Prints the SQL between two states of prisma/schema.prisma, for a developer who writes the next migration:
//   DATABASE_URL=<any database> node --import tsx scripts/db/diff.ts [git revision, HEAD] \
//     > prisma/migrations/<date>_<name>/migration.sql
// Prisma's `migrate dev` needs a binary from outside the npm registry; its schema engine as WebAssembly does not
// (it wants to connect to a database, of which it then reads nothing).
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import * as engine from "@prisma/schema-engine-wasm/schema_engine_bg";
import { ROOT } from "../bootstrap/root.mjs";

/**
 * Returns the SQL script that leads from one schema's text to another's, or Prisma's "empty migration" comment when nothing
 * differs; null stands for an empty database. `connectionString` names any reachable database; nothing in it is read or changed.
 */
export async function diffSchemas(before: string | null, after: string, connectionString: string): Promise<string> {
  const target = (content: string): engine.DiffTarget => ({ tag: "schemaDatamodel", files: [{ path: "schema.prisma", content }] });
  const schemaEngine = await loadEngine(after, connectionString);
  const { stdout } = await schemaEngine.diff({
    from: before === null ? { tag: "empty" } : target(before),
    to: target(after),
    script: true,
    exitCode: null,
    filters: { externalTables: [], externalEnums: [] },
  });
  return stdout ?? "";
}

/** As schema_engine_bg.wasm.d.ts of the package declares it, which cannot be imported. */
type WasmExports = { __wbindgen_start: () => void };

async function loadEngine(schema: string, connectionString: string) {
  const require = createRequire(import.meta.url);
  const directory = path.dirname(require.resolve("@prisma/schema-engine-wasm/schema_engine_bg"));
  const module = new WebAssembly.Module(readFileSync(path.join(directory, "schema_engine_bg.wasm")));
  const instance = new WebAssembly.Instance(module, { "./schema_engine_bg.js": engine });
  engine.__wbg_set_wasm(instance.exports);
  (instance.exports as unknown as WasmExports).__wbindgen_start();
  const adapter = bindMigrationAwareSqlAdapterFactory(new PrismaPg({ connectionString }));
  return engine.SchemaEngine.new({ datamodels: [["schema.prisma", schema]] }, () => {}, adapter);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const connectionString = process.env.DATABASE_URL;
  if (!connectionString) throw new Error("Set DATABASE_URL to any reachable database; nothing in it is changed.");
  const revision = process.argv[2] ?? "HEAD";
  const before =
    revision === "empty" ? null : execFileSync("git", ["show", `${revision}:prisma/schema.prisma`], { cwd: ROOT, encoding: "utf8" });
  process.stdout.write(await diffSchemas(before, readFileSync(path.join(ROOT, "prisma/schema.prisma"), "utf8"), connectionString));
}
