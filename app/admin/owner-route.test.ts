import { expect, test, vi } from "vitest";
import { ownerRoute } from "./owner";

const SHOP_URL = "https://shop.example.com";
const sent = vi.hoisted(() => ({ headers: new Headers() }));
vi.mock("next/headers", () => ({ headers: async () => sent.headers }));
vi.mock("@/lib/shop/assembly/get-shop", () => ({ getShop: () => ({ config: { shopUrl: SHOP_URL, demo: false } }) }));
vi.mock("@/lib/shop/owners/sessions/find-session", () => ({ findSession: async () => ({ owner: { id: 1, login: "owner" } }) }));
vi.mock("./owner-cookies", () => ({ readOwnerCookie: async () => "token" }));
vi.mock("./visitor", () => ({ currentVisitor: async () => ({ ip: "192.0.2.1", userAgent: "" }) }));

const route = ownerRoute<object>(async () => new Response("the file"));
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
