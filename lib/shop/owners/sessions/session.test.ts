import { expect, test } from "vitest";
import type { Shop } from "@/lib/shop/shop";
import { mayHaveSession } from "./session";

const TOKEN = "A".repeat(43);
const of = (cookies: string | undefined, shopUrl = "https://shop.example") => mayHaveSession({ config: { shopUrl } } as Shop, cookies);

test("a browser in which an owner is logged in is told by its cookie, whatever others it has", () => {
  expect(of(`buyer=x; __Host-owner=${TOKEN}; a=b`)).toBe(true);
  expect(of(`owner=${TOKEN}`, "http://127.0.0.1:3000")).toBe(true);
});

test.each([
  undefined,
  "",
  "__Host-owner=",
  `owner=${TOKEN}`,
  `__Host-owner=${TOKEN}A`,
  `x__Host-owner=${TOKEN}`,
  `__Host-owner-device=${TOKEN}`,
])("a stranger's %j is none", (cookies) => expect(of(cookies)).toBe(false));
