// `npm run bench`.
import { run } from "../scripts/bootstrap/run.mjs";

await run(new URL("./main.ts", import.meta.url));
