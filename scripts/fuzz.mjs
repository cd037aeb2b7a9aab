// `npm run fuzz -- --count 100000 [--seed 1] [--minutes 60] [--connections 400]`: forged messages of Alipay's against the running shop.
import { run } from "./bootstrap/run.mjs";

await run(new URL("./fuzz/main.ts", import.meta.url));
