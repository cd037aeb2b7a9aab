import "server-only";
import { durabilityProblems, hearsNotifications } from "@/lib/server/check-database";
import { ConfigError } from "@/lib/server/env";
import type { Shop } from "../shop";

const SHARED =
  "DATABASE_URL leads through a pooler in transaction mode, where LISTEN hears nothing and prepared statements get lost: use its session mode, or connect to PostgreSQL itself (docs/operations.md)";

/**
 * Looks at the database once, at boot. `isVouchedFor`: the owner says that its storage is safe whatever its settings say.
 * @throws {ConfigError} for a pooler in transaction mode; where real money moves, for a database that may forget it. A
 * demonstration goes on with a warning
 */
export async function checkDatabase({ pool, config, log }: Shop, { isVouchedFor }: { isVouchedFor: boolean }): Promise<void> {
  if (!(await hearsNotifications(pool))) throw new ConfigError([SHARED]);
  const problems = isVouchedFor ? [] : await durabilityProblems(pool);
  if (config.demo) for (const problem of problems) log.warn(problem);
  else if (problems.length > 0)
    throw new ConfigError(problems.map((problem) => `${problem}, or set DATABASE_IS_DURABLE=yes where its storage is safe all the same`));
}
