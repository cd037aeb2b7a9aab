// `npm run model`: goes through the whole models of the payment and refund protocols (docs/reliability/model.md).
import { run } from "./bootstrap/run.mjs";

await run(new URL("./test/model.ts", import.meta.url));
