// Lists owners and resets one. scripts/owner.ts sets the environment.
import { type RefusalOf, type Words, wordsFor } from "@/lib/server/result";
import { CONSOLE } from "@/lib/shop/by";
import { listOwners, resetOwner } from "@/lib/shop/owners/account/reset-owner";
import { MIN_PASSWORD_LENGTH } from "@/lib/shop/owners/owner";
import type { Shop } from "@/lib/shop/shop";
import { withShop } from "../beside/with-shop";
import { CliError } from "../process/cli-error";
import { readSecret } from "./read-secret";

/** @throws {CliError} when the configuration is wrong */
export function list(): Promise<void> {
  return withShop(async (shop) => {
    const owners = await listOwners(shop);
    if (owners.length === 0) console.log("Nobody yet: open /admin/setup with the code that the shop printed at its start.");
    for (const { login, createdAt, sessions, hasTotp, passkeys } of owners)
      console.log(
        `${login}  since ${createdAt.toISOString().slice(0, 10)}, logged in ${sessions} times, ` +
          `authenticator app: ${hasTotp ? "yes" : "no"}, passkeys: ${passkeys}`,
      );
  });
}

/**
 * Asks for a new password, twice, and sets it. Without a login, for the only owner that there is.
 * @throws {CliError} when the owner is not known or the password will not do
 */
export function reset({ login, dropFactors }: { login: string | undefined; dropFactors: boolean }): Promise<void> {
  return withShop(async (shop) => {
    const owner = await chosen(shop, login);
    const password = await readSecret(`New password of ${owner} (not shown): `);
    if (password !== (await readSecret("Once more: "))) throw new CliError("The two are not the same. Nothing was changed.");
    const result = await resetOwner({ ...shop, by: CONSOLE }, { login: owner, password, dropFactors });
    if (!result.ok) throw new CliError(wordsFor(result, WHY_NOT));
    // A terminal that is still read from would keep the program running.
    process.stdin.destroy();
    console.log(`The password of ${owner} is set; ${result.endedSessions} sessions ended${dropFactors ? ", second factors removed" : ""}.`);
  });
}

const WHY_NOT: Words<RefusalOf<typeof resetOwner>> = {
  unknown: "There is no owner of that name. Nothing was changed.",
  too_short: `A password has at least ${MIN_PASSWORD_LENGTH} characters. Nothing was changed.`,
  too_common: "That password is among the commonest, or too much like the login or the shop's name. Nothing was changed.",
};

async function chosen(shop: Shop, login: string | undefined): Promise<string> {
  const owners = (await listOwners(shop)).map((owner) => owner.login);
  const wanted = login ?? (owners.length === 1 ? owners[0] : undefined);
  if (wanted !== undefined && owners.includes(wanted)) return wanted;
  throw new CliError(owners.length > 0 ? `Name one of: ${owners.join(", ")}.` : "There is no owner yet: open /admin/setup.");
}
