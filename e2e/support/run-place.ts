/** The seeded database that each stack copies. */
export const TEMPLATE = "seeded";

/** What global-setup.ts made: the server that holds the databases, and a folder that is removed at the end of the run. */
export function runPlace(): { databaseUrl: string; folder: string } {
  const { E2E_DATABASE_URL, E2E_FOLDER } = process.env;
  if (!E2E_DATABASE_URL || !E2E_FOLDER) throw new Error("The run was not set up: start it with `npm run test:e2e`.");
  return { databaseUrl: E2E_DATABASE_URL, folder: E2E_FOLDER };
}
