// `npm start` and, with --dev, `npm run dev`.
import { run } from "./bootstrap/run.mjs";

await run(new URL("./stack/main.ts", import.meta.url), "stack");
