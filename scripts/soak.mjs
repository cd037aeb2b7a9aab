// `npm run soak -- --minutes 60 [--kill-every 3]`.
import { run } from "./bootstrap/run.mjs";

await run(new URL("./soak/main.ts", import.meta.url));
