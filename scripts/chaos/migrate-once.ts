// Applies the migrations to the database that DATABASE_URL names, as a start of the shop does, in a process that can be killed.
import { migrate } from "../db/migrate";

await migrate(process.env.DATABASE_URL ?? "");
