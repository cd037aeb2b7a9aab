// `npm run invariants`: adds up the running shop's books, all orders of all times; changes nothing. Ends with 0 when everything is
// accounted for, with 2 when something is broken, with 1 when it could not be found out.

import { enterShop } from "./beside/enter-shop";
import { printError } from "./process/cli-error";

try {
  enterShop();
  const { checkShop } = await import("./invariants/main");
  process.exitCode = await checkShop();
} catch (error) {
  printError(error);
  process.exitCode = 1;
}
