import { readdirSync } from "node:fs";
import path from "node:path";
import type { Browser, Page } from "playwright/test";
import { openPhone, shopperWhoPaid } from "./support/people";
import { seriousProblems } from "./support/serious-problems";
import { expect, test } from "./support/stack";
import type { Stack } from "./support/start-stack";

/** Every page of the back office behind its login, and who beside the owner may see it: c, the clerk; r, the reader. */
const PAGES: Record<string, "" | "c" | "r" | "cr"> = {
  "": "cr",
  "/account": "cr",
  "/account/factors": "cr",
  "/account/factors/totp": "cr",
  "/account/sessions": "cr",
  "/alerts": "",
  "/alerts/buyers": "",
  "/audit": "",
  "/books": "r",
  "/categories": "",
  "/customers": "cr",
  "/customers/[no]": "cr",
  "/deliveries": "",
  "/deliveries/[id]": "",
  "/deliveries/explain": "",
  "/discrepancies": "r",
  "/freight": "",
  "/freight/[id]": "",
  "/freight/new": "",
  "/opening": "",
  "/orders": "cr",
  "/orders/[no]": "cr",
  "/orders/bulk": "c",
  "/orders/shipments": "c",
  "/orders/shipments/[id]": "c",
  "/privacy": "",
  "/products": "cr",
  "/products/[id]": "",
  "/products/new": "",
  "/products/recommended": "",
  "/products/sheet": "",
  "/products/sheet/[id]": "",
  "/promotions": "",
  "/promotions/[id]": "",
  "/promotions/new": "",
  "/reports": "r",
  "/reports/[day]": "r",
  "/settings": "",
  "/settings/synonyms": "",
  "/ship": "c",
  "/slips": "c",
  "/staff": "",
  "/[...unknown]": "cr",
};
/** What is a file, or asks by itself. */
const FILES: Record<string, "" | "c" | "r" | "cr"> = {
  "/orders/export?as=csv": "c",
  "/products/export": "",
  "/books/csv": "r",
  "/reports/2026-01-01/csv": "r",
  "/privacy/export?phone=13800000000": "",
  "/news": "cr",
};

test("the list of pages above has all that there are", () => {
  const pages = ["(desk)", "(print)"].flatMap((group) =>
    readdirSync(path.join("app", "admin", group), { recursive: true, encoding: "utf8" })
      .filter((name) => path.basename(name) === "page.tsx")
      .map((name) => `/${path.dirname(name)}`.replace(/\/\.$/, "")),
  );
  expect(pages.sort()).toEqual(Object.keys(PAGES).sort());
});

/** Somebody on a phone of their own who has used the link that the owner made for them. */
async function invited(
  owner: Page,
  { browser, stack }: { browser: Browser; stack: Stack },
  who: { name: string; role: RegExp; login: string },
) {
  await owner.goto("/admin/staff", { waitUntil: "networkidle" });
  const form = owner.getByRole("form", { name: "邀请一个人" });
  await form.getByLabel("怎么称呼").fill(who.name);
  await form.getByLabel(who.role).check();
  await form.getByRole("button", { name: "做邀请链接" }).click();
  await expect(form.getByRole("img", { name: "邀请链接的二维码" })).toBeVisible();
  const link = (await form.locator("p.font-mono").textContent()) ?? "";
  const phone = await openPhone(browser, stack);
  await phone.goto(link, { waitUntil: "networkidle" });
  await expect(phone.getByRole("heading", { name: `${who.name}，您好` })).toBeVisible();
  await phone.getByLabel("账号").fill(who.login);
  await phone.getByLabel("密码", { exact: true }).fill("seven blue kettles sing");
  await phone.getByLabel("再输一遍密码").fill("seven blue kettles sing");
  return { phone, link, join: () => phone.getByRole("button", { name: "设好并登录" }).tap() };
}

/** How each page and file answers a logged-in browser, as far as it is about who it is. */
async function answers(phone: Page, no: string, who: "c" | "r"): Promise<string[]> {
  const wrong: string[] = [];
  for (const [page, may] of Object.entries({ ...PAGES, ...FILES })) {
    const id = page.startsWith("/orders/shipments") || page.startsWith("/products/sheet") ? "00000000-0000-4000-8000-000000000000" : "1";
    const address = page.replace("[no]", no).replace("[id]", id).replace("[day]", "2026-01-01").replace("[...unknown]", "nowhere");
    const answer = await phone.request.get(`/admin${address}`, { maxRedirects: 0 });
    const isRefused = answer.status() === 403;
    if (isRefused === may.includes(who)) wrong.push(`${who} ${address} ${answer.status()}`);
    if (isRefused && page in PAGES && !(await answer.text()).includes("无权查看")) wrong.push(`${who} ${address} says nothing`);
  }
  return wrong;
}

test("a clerk who was invited ships an order, sees no sum anywhere, is named where it counts, and is out when the owner says so", async ({
  page,
  browser,
  stack,
  logInAsOwner,
}) => {
  test.setTimeout(150_000);
  const { shopper, no } = await shopperWhoPaid(browser, stack);
  await logInAsOwner(page);
  await page.goto(`/admin/orders/${no}`);
  const sums = [...new Set((await page.content()).match(/(?<=¥)\d+\.\d\d/g) ?? [])].filter((sum) => sum !== "0.00");
  expect(sums.length).toBeGreaterThan(0);

  await page.goto("/admin/staff", { waitUntil: "networkidle" });
  await expect(page.getByText("现在只有您一个人")).toBeVisible();
  expect(await seriousProblems(page), "nobody but the owner").toEqual([]);
  const { phone: clerk, link, join } = await invited(page, { browser, stack }, { name: "小王", role: /^店员/, login: "wang" });
  expect(await seriousProblems(page), "the link").toEqual([]);
  expect(await seriousProblems(clerk), "the invitation").toEqual([]);
  await join();
  await expect(clerk.getByRole("heading", { name: "概览" })).toBeVisible();
  // The link is used up, for whoever else finds it.
  const stranger = await openPhone(browser, stack);
  await stranger.goto(link);
  await expect(stranger.getByRole("heading", { name: "链接不能用了" })).toBeVisible();
  await stranger.context().close();

  // Neither in the pages nor in what Next asks for when somebody clicks. Prices of goods are in the shop for everybody.
  expect(await answers(clerk, no, "c")).toEqual([]);
  const shown = ["", "/orders", "/orders?tab=paid", `/orders?q=${no}`, `/orders/${no}`, "/orders/bulk", "/ship", "/slips", "/customers"];
  for (const address of [...shown, `/customers/${no}`, "/account", "/orders/export?as=csv&rows=orders", "/orders/export?as=csv&rows=lines"])
    for (const headers of [{}, { RSC: "1" }] as Record<string, string>[]) {
      const told = await (await clerk.request.get(`/admin${address}`, { headers })).text();
      expect(told, address).not.toContain("¥");
      // Not within another number, as the seconds of a time are.
      for (const sum of sums) expect(told, address).not.toMatch(new RegExp(`(?<!\\d)${sum.replace(".", "\\.")}(?!\\d)`));
    }

  // On the phone the parcels are one tap away.
  await clerk.getByRole("navigation").getByRole("link", { name: "发货" }).tap();
  // What others of this shop have bought waits longer.
  const first = clerk.getByRole("main").getByRole("link", { name: /^订单 \d+$/ });
  for (let shown = await first.textContent(); shown !== `订单 ${no}`; shown = await first.textContent()) {
    await clerk.getByRole("link", { name: "跳过这单" }).tap();
    await expect(first).not.toHaveText(shown ?? "");
  }
  await clerk.getByLabel("快递单号").fill("SF1007896781640");
  await clerk.getByRole("button", { name: "发货，下一单" }).tap();
  await expect(clerk.getByText(`订单 ${no} 已发货`)).toBeVisible();
  await clerk.goto(`/admin/orders/${no}`, { waitUntil: "networkidle" });
  await clerk.getByLabel("只有后台看得到").fill("放了小卡片");
  await clerk.getByRole("button", { name: "保存备注" }).tap();
  await expect(clerk.getByText("备注已保存")).toBeVisible();
  expect(await seriousProblems(clerk), "the order as a clerk sees it").toEqual([]);
  const refused = await clerk.goto("/admin/discrepancies", { waitUntil: "networkidle" });
  expect(refused?.status()).toBe(403);
  await expect(clerk.getByText("需要时请找店主")).toBeVisible();
  expect(await seriousProblems(clerk), "what a clerk may not see").toEqual([]);
  await clerk.getByRole("link", { name: "回到概览" }).tap();
  await expect(clerk.getByRole("heading", { name: "概览" })).toBeVisible();

  await page.goto("/admin/audit", { waitUntil: "networkidle" });
  await page.getByLabel("谁").selectOption({ label: "小王" });
  await page.getByRole("button", { name: "筛选" }).click();
  await expect(page.getByText(`发货 · ${no}`)).toBeVisible();
  await expect(page.getByText("调整库存")).toHaveCount(0);
  await page.goto(`/admin/orders/${no}`);
  await expect(
    page
      .getByText("发货 小王")
      .or(page.locator("li", { hasText: "发货小王" }))
      .first(),
  ).toBeVisible();

  await page.goto("/admin/staff", { waitUntil: "networkidle" });
  await page.locator("summary").filter({ hasText: "移出后台" }).click();
  expect(await seriousProblems(page), "somebody else").toEqual([]);
  await page.getByRole("button", { name: "确认移出" }).click();
  await expect(page.getByText("现在只有您一个人")).toBeVisible();
  await clerk.getByRole("navigation").getByRole("link", { name: "订单" }).tap();
  await expect(clerk).toHaveURL(/\/admin\/login/);
  await clerk.context().close();
  await shopper.context().close();
});

test("a reader sees what the owner sees of orders and figures, and finds nothing to change", async ({
  page,
  browser,
  stack,
  logInAsOwner,
}) => {
  test.setTimeout(120_000);
  const { shopper, no } = await shopperWhoPaid(browser, stack);
  await logInAsOwner(page);
  const { phone: reader, join } = await invited(page, { browser, stack }, { name: "会计", role: /^只读/, login: "accounts" });
  await join();
  await expect(reader.getByRole("heading", { name: "概览" })).toBeVisible();
  expect(await answers(reader, no, "r")).toEqual([]);
  for (const address of [`/orders/${no}`, "/orders", "/books", "/discrepancies", "/reports", "/customers"]) {
    await reader.goto(`/admin${address}`);
    // Forms that only look for something stay.
    await expect(reader.locator("main form:not([action^='/admin'])"), address).toHaveCount(0);
  }
  await reader.goto(`/admin/orders/${no}`);
  await expect(reader.getByText("合计")).toBeVisible();
  expect(await reader.content()).toContain("¥");
  await reader.context().close();
  await shopper.context().close();
});
