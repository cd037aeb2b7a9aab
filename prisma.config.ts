import { defineConfig } from "prisma/config";

// The connection is the driver adapter's business (lib/server/db.ts); the CLI only generates and diffs.
export default defineConfig({ schema: "prisma/schema.prisma" });
