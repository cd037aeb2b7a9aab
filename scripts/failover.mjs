// `npm run failover -- [--times 50] [--async]`: the shop under load on a primary and a standby, the primary killed and the standby promoted.
import { run } from "./bootstrap/run.mjs";

await run(new URL("./failover/main.ts", import.meta.url));
