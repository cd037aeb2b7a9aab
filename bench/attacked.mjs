// `npm run bench:attacks`.
import { run } from "../scripts/bootstrap/run.mjs";

await run(new URL("./attacked.ts", import.meta.url));
