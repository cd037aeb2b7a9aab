import { rmSync } from "node:fs";
import path from "node:path";
import { node, readReport, VITEST } from "../test/steps";
import type { Scratch } from "./scratch";

/** How tests ended: how many were well, and the first that was not, by its own words and where it stands. */
export type Ran = { passed: number; failed: { sentence: string; file: string } | null };

type Report = {
  testResults: { name: string; message: string; assertionResults: { title: string; fullName: string; status: string }[] }[];
};

/**
 * Runs test files of the scratch copy until one test fails. `extra` are variables for them.
 * @throws where a file could not even be loaded, or nothing ran: that catches no mutant
 */
export async function runTests(
  { root, databaseUrl }: Pick<Scratch, "root" | "databaseUrl">,
  files: readonly string[],
  { signal, extra = {}, names = [] }: { signal: AbortSignal; extra?: Record<string, string>; names?: readonly string[] },
): Promise<Ran> {
  const report = path.join(root, "report.json");
  rmSync(report, { force: true });
  const isOnDatabase = files.some((file) => file.endsWith(".db.test.ts"));
  const project = isOnDatabase ? "integration" : "unit";
  const variables = { ...extra, ...(isOnDatabase && { TEST_DATABASE_URL: await databaseUrl() }) };
  const args = [VITEST, "run", "--project", project, "--bail", "1", "--reporter=json", `--outputFile.json=${report}`];
  const only = names.flatMap((name) => ["-t", name]);
  await node([...args, ...only, ...files], { signal, cwd: root, isQuiet: true }, variables);
  const { testResults = [] } = readReport<Report>(report);
  const tests = testResults.flatMap(({ name, assertionResults }) => assertionResults.map((one) => ({ ...one, file: name })));
  const failed = tests.find(({ status }) => status === "failed");
  const passed = tests.filter(({ status }) => status === "passed").length;
  const broken = testResults.find(({ message, assertionResults }) => message && assertionResults.length === 0);
  if (!failed && (broken || tests.length === 0)) throw new Error(`nothing could be run: ${broken?.message ?? "there are no tests"}`);
  return { passed, failed: failed ? { sentence: failed.fullName.trim(), file: path.relative(root, failed.file) } : null };
}

/** The same of files of both kinds, those that need no database first. */
export async function runInTurn(scratch: Scratch, files: readonly string[], signal: AbortSignal): Promise<Ran> {
  const isUnit = (file: string) => !file.endsWith(".db.test.ts");
  const groups = [files.filter(isUnit), files.filter((file) => !isUnit(file))].filter((group) => group.length > 0);
  let passed = 0;
  for (const group of groups) {
    const ran = await runTests(scratch, group, { signal });
    passed += ran.passed;
    if (ran.failed) return { passed, failed: ran.failed };
  }
  return { passed, failed: null };
}
