// `npm run chaos -- --kills 1000 [--seed 1]`.
import { run } from "./bootstrap/run.mjs";

await run(new URL("./chaos/main.ts", import.meta.url));
