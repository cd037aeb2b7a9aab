// `npm test`: everything that must pass, from a fresh clone. Ends with the line "N passed, N failed".
//   node scripts/test.mjs [--only lint,types,unit,integration,build,e2e] [-- arguments for the runner]
import { run } from "./bootstrap/run.mjs";

const couldRun = await run(new URL("./test/main.ts", import.meta.url));
if (!couldRun) console.log("0 passed, 1 failed");
