import { expect, test } from "vitest";
import { isFile, publicFiles } from "./is-file";

const files = publicFiles();
const get = (url: string, method = "GET", headers = {}) => isFile({ url, method, headers }, files);

test.each([
  "/images/empty-cart.webp",
  "/images/empty-cart.webp?v=2",
  "/images/categories/wine.webp",
  "/no-script.css",
  "/icon.png?icon.123.png",
  "/manifest.webmanifest",
  "/media/0123abcd.webp",
  "/_next/static/chunks/main.js",
  "/api/health",
  "/api/health/ready",
])("%s is a file, or as little work", (url) => {
  expect(get(url)).toBe(true);
  expect(get(url, "HEAD")).toBe(true);
});

test.each([
  "/",
  "/images/nothing-there.webp",
  "/images/categories",
  "/images-of-mine",
  "/iconography",
  "/media/a/b",
  "/media-x",
  "/api/posters/longjing",
  "/areas/1",
  "/favicon.ico",
  "/manifesto",
  "/no-script",
  "/_next/static",
  "/_next/statics/x",
  "/api/health/nothing",
  "/api/healthy",
])("a page is made for %s, if only to say that nothing is there", (url) => {
  expect(get(url)).toBe(false);
});

test("Next makes a page also for who may not have a file so", () => {
  expect(get("/images/empty-cart.webp", "POST")).toBe(false);
  expect(get("/images/empty-cart.webp", "GET", { range: "bytes=9999999-" })).toBe(false);
  expect(get("/images/empty-cart.webp", "GET", { "if-match": '"x"' })).toBe(false);
});
