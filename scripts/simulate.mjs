// `npm run simulate -- --seeds 5000 [--seed 1] [--only refunds] [--shrink] [--path 0:1:0]`: the random simulations, by chance.
import { run } from "./bootstrap/run.mjs";

await run(new URL("./test/simulate.ts", import.meta.url));
