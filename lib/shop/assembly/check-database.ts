import "server-only";
import { agreesAboutTime, durabilityProblems, hearsNotifications, waitsForStandby } from "@/lib/server/check-database";
import { ConfigError } from "@/lib/server/env";
import type { Shop } from "../shop";

const SHARED =
  "DATABASE_URL leads through a pooler in transaction mode, where LISTEN hears nothing and prepared statements get lost: use its session mode, or connect to PostgreSQL itself (docs/operations.md)";

const OTHER_ZONE =
  "The database in DATABASE_URL reads times in another time zone than they are sent in, although every connection of the shop begins with SET TIME ZONE 'UTC': what stands between must let a session keep its settings, or ALTER DATABASE … SET timezone = 'UTC' (docs/operations.md)";

type Known = { isVouchedFor: boolean; isOneOfSeveral?: boolean };

const ALONE =
  "DATABASE_URL names several servers, and the one that takes writes waits for no standby: when it is lost, so are the payments of its last moments, until the next day's bill (docs/operations.md, A primary and a standby). Set synchronous_standby_names there";

/**
 * Looks at the database once, at boot. `isVouchedFor`: the owner says that its storage is safe whatever its settings say. `isOneOfSeveral`:
 * a standby may take its place, and who loses what then is said in the log.
 * @throws {ConfigError} for a pooler in transaction mode, and for one that reads a time otherwise than it is meant; where real money moves, for a database that may forget it. A
 * demonstration goes on with a warning
 */
export async function checkDatabase({ db, pool, config, log }: Shop, { isVouchedFor, isOneOfSeveral = false }: Known): Promise<void> {
  if (!(await hearsNotifications(pool))) throw new ConfigError([SHARED]);
  if (!(await agreesAboutTime({ db, pool }))) throw new ConfigError([OTHER_ZONE]);
  if (isOneOfSeveral && !(await waitsForStandby(pool))) log.warn(ALONE);
  const problems = isVouchedFor ? [] : await durabilityProblems(pool);
  if (config.demo) for (const problem of problems) log.warn(problem);
  else if (problems.length > 0)
    throw new ConfigError(problems.map((problem) => `${problem}, or set DATABASE_IS_DURABLE=yes where its storage is safe all the same`));
}
