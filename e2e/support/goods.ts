import type { Page } from "playwright/test";

/** The owner's page of a product of the demo shop, found by a word of its title; answers its path. */
export async function openProduct(page: Page, title: string): Promise<string> {
  await page.goto(`/admin/products?q=${encodeURIComponent(title)}`);
  const path = await page.getByRole("link", { name: new RegExp(title) }).getAttribute("href");
  if (!path) throw new Error(`no product is called ${title}`);
  await page.goto(path, { waitUntil: "networkidle" });
  return path;
}

/** The line breaks at the first picture that is uploaded: on its way, or with `shopHasIt` on the way of the answer. */
export async function loseFirstUpload(page: Page, { shopHasIt = false } = {}): Promise<void> {
  let isLost = true;
  await page.route("**/pictures", async (route) => {
    if (!isLost) return route.continue();
    isLost = false;
    if (shopHasIt) await route.fetch();
    return route.abort("connectionreset");
  });
}
