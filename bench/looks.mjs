// `npm run bench:pages`.
import { run } from "../scripts/bootstrap/run.mjs";

await run(new URL("./looks.ts", import.meta.url));
