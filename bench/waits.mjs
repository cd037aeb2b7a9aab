// `npm run bench:waits`.
import { run } from "../scripts/bootstrap/run.mjs";

await run(new URL("./waits.ts", import.meta.url));
