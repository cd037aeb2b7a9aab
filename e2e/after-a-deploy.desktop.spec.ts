import { fromBeforeTheDeploy, ownerTypingParcel } from "./support/people";
import { expect, test } from "./support/stack";

test("an owner's tracking number survives a deploy: the owner is told, and the next click ships", async ({
  page,
  browser,
  stack,
  logInAsOwner,
}) => {
  const { shopper } = await ownerTypingParcel(page, { browser, stack, logInAsOwner }, "YT0000000000001");
  await fromBeforeTheDeploy(page);
  await page.getByRole("button", { name: "确认发货" }).click();
  await expect(page.getByText("店铺刚更新，请再点一次")).toBeVisible();
  await expect(page.getByLabel("快递单号")).toHaveValue("YT0000000000001");
  await expect(page.getByLabel("快递公司")).toHaveValue("圆通速递");
  await page.getByRole("button", { name: "确认发货" }).click();
  await expect(page.getByText("快递单号：YT0000000000001")).toBeVisible();
  await shopper.context().close();
});
