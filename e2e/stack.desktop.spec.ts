import { expect, test } from "./support/stack";

test("an owner sets up the back office with the code from the console, and logs in again later", async ({
  page,
  context,
  logInAsOwner,
}) => {
  await logInAsOwner(page);
  await expect(page).toHaveURL(/\/admin/);
  await context.clearCookies();
  await logInAsOwner(page);
  await expect(page).toHaveURL(/\/admin/);
});
