import { expect, test } from "./support/stack";

test("a shopper opens the shop on a phone and sees goods with their prices", async ({ page }) => {
  await page.goto("/");
  const goods = page.locator('a[href^="/products/"]');
  await expect(goods.first()).toBeVisible();
  expect(await goods.count()).toBeGreaterThan(3);
  await expect(page.getByText("¥").first()).toBeVisible();
});

test("whoever watches the shop learns that it is well @once", async ({ request }) => {
  const response = await request.get("/api/health");
  expect(response.status()).toBe(200);
  expect(await response.json()).toEqual({
    ok: true,
    database: true,
    worker: true,
    silent: [],
    gateway: { state: "closed", since: expect.any(String) },
    clock: { skewMs: expect.any(Number) },
    invariants: null,
    demo: true,
  });
  for (const question of ["live", "ready"]) {
    const answer = await request.get(`/api/health/${question}`);
    expect([answer.status(), await answer.json()]).toEqual([200, { ok: true }]);
  }
});
