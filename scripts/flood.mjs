// `npm run flood [-- --orders 100 --copies 1000 --buyers 2000 --pages 5000 --only oversell]`.
import { run } from "./bootstrap/run.mjs";

await run(new URL("./flood/main.ts", import.meta.url));
