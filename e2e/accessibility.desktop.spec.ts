import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "./support/stack";

test("everybody can use the back office", async ({ page, logInAsOwner }) => {
  await logInAsOwner(page);
  for (const path of [
    "/admin",
    "/admin/orders",
    "/admin/discrepancies",
    "/admin/deliveries",
    "/admin/products",
    "/admin/products/new",
    "/admin/products/1",
    "/admin/categories",
    "/admin/account",
  ]) {
    const answer = await page.goto(path, { waitUntil: "networkidle" });
    expect(answer?.status(), path).toBe(200);
    const { violations } = await new AxeBuilder({ page }).analyze();
    const serious = violations
      .filter(({ impact }) => impact === "serious" || impact === "critical")
      .map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
    expect(serious, path).toEqual([]);
  }
});
