// `npm run drill`: what would be left of the shop if it were lost now. Restores the newest backup, or the one that is named
// (`npm run drill -- <folder>`), into a database that is thrown away, and compares every day since with Alipay's bill there. Ends with 0 when
// every payment of those days is accounted for, with 2 when something is not, with 1 when it could not be found out.
import { enterShop } from "./beside/enter-shop";
import { printError } from "./process/cli-error";

try {
  enterShop();
  const { drill } = await import("./backup/drill");
  process.exitCode = await drill(process.argv[2] ?? null);
} catch (error) {
  printError(error);
  process.exitCode = 1;
}
