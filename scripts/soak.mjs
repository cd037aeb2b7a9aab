// `npm run soak -- --minutes 60 [--seed 1]`.
import { run } from "./bootstrap/run.mjs";

await run(new URL("./soak/main.ts", import.meta.url));
