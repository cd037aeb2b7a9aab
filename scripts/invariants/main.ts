// What the shop's books say, in the words of a console. scripts/invariants.ts brings the environment.
import { checkInvariants, INVARIANT_CODES } from "@/lib/shop/invariants/check-invariants";
import { describeBroken } from "@/lib/shop/invariants/invariant";
import { withShop } from "../beside/with-shop";
import { WORDS } from "./words";

/**
 * Checks the shop, and returns the exit code.
 * @throws {CliError} when the configuration is wrong
 */
export function checkShop(): Promise<number> {
  return withShop(async (shop) => {
    const { broken, unchecked } = await checkInvariants(shop, { allOrders: true });
    for (const one of broken) {
      const rows = describeBroken(one, WORDS);
      console.log(`${one.code}: ${one.count}`);
      for (const { sentence } of rows) console.log(`  ${sentence}`);
      if (one.count > rows.length) console.log(`  and ${one.count - rows.length} more`);
    }
    for (const code of unchecked) console.error(`${code}: could not be checked`);
    if (broken.length > 0) console.log(`${broken.length} of ${INVARIANT_CODES.length} invariants are broken`);
    else if (unchecked.length === 0) console.log(`Everything is accounted for: ${INVARIANT_CODES.length} invariants hold.`);
    return broken.length > 0 ? 2 : unchecked.length > 0 ? 1 : 0;
  });
}
