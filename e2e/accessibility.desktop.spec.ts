import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "./support/stack";

const PAGES = ["", "/orders", "/discrepancies", "/deliveries", "/products", "/products/new", "/products/1", "/categories", "/account"];

for (const path of PAGES) {
  test(`everybody can use /admin${path}`, async ({ page, logInAsOwner }) => {
    await logInAsOwner(page);
    const answer = await page.goto(`/admin${path}`, { waitUntil: "networkidle" });
    expect(answer?.status()).toBe(200);
    const { violations } = await new AxeBuilder({ page }).analyze();
    const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
    expect(serious.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  });
}
