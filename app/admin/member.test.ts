import { expect, test, vi } from "vitest";
import { z } from "zod";
import { memberAction, memberRoute } from "./member";

const SHOP_URL = "https://shop.example.com";
const sent = vi.hoisted(() => ({ headers: new Headers(), role: "OWNER" }));
vi.mock("next/cache", () => ({ refresh: () => {} }));
vi.mock("next/headers", () => ({ headers: async () => sent.headers }));
vi.mock("@/lib/shop/assembly/get-shop", () => ({ getShop: () => ({ config: { shopUrl: SHOP_URL, demo: false } }) }));
vi.mock("@/lib/shop/owners/sessions/find-session", () => ({
  findSession: async () => ({ owner: { id: 1, login: "owner", name: "", role: sent.role } }),
}));
vi.mock("./owner-cookies", () => ({ readOwnerCookie: async () => "token" }));
vi.mock("./visitor", () => ({ currentVisitor: async () => ({ ip: "192.0.2.1", userAgent: "" }) }));

const route = memberRoute<object>("privacy", async () => new Response("the file"));
const ask = async (method: string, headers: Record<string, string>) => {
  sent.headers = new Headers({ host: "shop.example.com", ...headers });
  return (await route(new Request(`${SHOP_URL}/admin/privacy/export`, { method, headers }), {})).status;
};

test("an owner with an iPhone from before iOS 16.4, which says nothing of where a question comes from, gets the file", async () => {
  expect(await ask("GET", {})).toBe(200);
  expect(await ask("GET", { "sec-fetch-site": "same-origin" })).toBe(200);
});

test.each<[string, string, Record<string, string>]>([
  ["asks, as the browser says", "GET", { "sec-fetch-site": "cross-site" }],
  ["asks by a script", "GET", { origin: "https://evil.example" }],
  ["posts", "POST", { origin: "https://evil.example" }],
  ["posts, and nobody says from where", "POST", {}],
])("another site that %s gets nothing with the owner's session", async (_, method, headers) => {
  expect(await ask(method, headers)).toBe(403);
});

test.each([["CLERK"], ["READER"]])("a %s who asks for buyers' data gets a sentence and no file", async (role) => {
  sent.role = role;
  expect(await ask("GET", {})).toBe(403);
  sent.role = "OWNER";
});

test("a clerk who posts the form of a refund by hand reads that this is not for them, and nothing is done", async () => {
  let isDone = false;
  const refund = memberAction("money.refund", z.strictObject({}), async () => {
    isDone = true;
    return { ok: true, message: "" };
  });
  sent.headers = new Headers({ host: "shop.example.com", origin: SHOP_URL });
  sent.role = "CLERK";
  expect(await refund(null, new FormData())).toEqual({ ok: false, message: expect.stringContaining("无权") });
  expect(isDone).toBe(false);
  sent.role = "OWNER";
  expect(await refund(null, new FormData())).toMatchObject({ ok: true });
});
