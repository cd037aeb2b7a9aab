// `npm run mutants -- [--only no-amount-check,no-lease] [--seeds 2000]`: small faults on purpose, each of which must be caught.
import { run } from "./bootstrap/run.mjs";

await run(new URL("./mutants/main.ts", import.meta.url));
