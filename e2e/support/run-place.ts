/** The seeded database that each stack copies. */
export const TEMPLATE = "seeded";

/** What global-setup.ts made: the server that holds the databases, the role ("name:password") that shops run as, and a folder that is removed at the end of the run. */
export function runPlace(): { databaseUrl: string; shopRole: string; folder: string } {
  const { E2E_DATABASE_URL, E2E_SHOP_ROLE, E2E_FOLDER } = process.env;
  if (!E2E_DATABASE_URL || !E2E_SHOP_ROLE || !E2E_FOLDER) throw new Error("The run was not set up: start it with `npm run test:e2e`.");
  return { databaseUrl: E2E_DATABASE_URL, shopRole: E2E_SHOP_ROLE, folder: E2E_FOLDER };
}
