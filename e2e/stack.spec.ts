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
  const { invariants, ...health } = await response.json();
  expect(health).toEqual({
    ok: true,
    database: true,
    worker: true,
    silent: [],
    contract: { refused: 0, payments: "open", since: null },
    gateway: { state: "closed", since: expect.any(String) },
    clock: { skewMs: expect.any(Number) },
    backup: null,
    demo: true,
  });
  // The books are checked a minute after the start, and then every few minutes.
  expect(invariants ?? { broken: 0, unchecked: 0 }).toMatchObject({ broken: 0, unchecked: 0 });
  for (const question of ["live", "ready"]) {
    const answer = await request.get(`/api/health/${question}`);
    expect([answer.status(), await answer.json()]).toEqual([200, { ok: true }]);
  }
});
