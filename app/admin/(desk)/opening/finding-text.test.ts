import { expect, test } from "vitest";
import type { ShownFinding } from "@/lib/shop/first-steps/step";
import { findingWords } from "./finding-text";

const url = "https://shop.example/api/alipay/notify";
const FINDINGS: [ShownFinding["mark"], ShownFinding["finding"]][] = [
  ["ok", { code: "configured" }],
  ["no", { code: "problem", says: "ALIPAY_APP_ID is missing" }],
  ["note", { code: "warning", says: "the certificate ends soon" }],
  ["note", { code: "key", cause: "key_on_one_line", about: "ALIPAY_PRIVATE_KEY" }],
  ["no", { code: "no_address" }],
  ["no", { code: "unreachable", host: "openapi.alipay.com" }],
  ["ok", { code: "reached", host: "openapi.alipay.com", seconds: null }],
  ["ok", { code: "reached", host: "openapi.alipay.com", seconds: 2 }],
  ["no", { code: "clock", seconds: 900 }],
  ["ok", { code: "taken", door: "questions" }],
  ["note", { code: "no_answer", door: "payments" }],
  ["no", { code: "refused", door: "payments", said: "0002", cause: "own_key" }],
  ["no", { code: "refused", door: "questions", said: "", cause: null }],
  ["no", { code: "unverified", door: "questions", said: "", causes: [] }],
  ["no", { code: "no_shop_url" }],
  ["no", { code: "shop_private", url }],
  ["no", { code: "shop_unreachable", url }],
  ["ok", { code: "shop_reached", url }],
  ["no", { code: "shop_other", url, status: 301 }],
  ["ok", { code: "forms_taken", url }],
  ["no", { code: "forms_refused", url, status: 403 }],
];

test.each(FINDINGS)("an owner reads in Chinese what was found (%s), and what to do where something is wrong: %o", (mark, finding) => {
  const { says, change } = findingWords({ finding, why: [] });
  if (finding.code !== "problem" && finding.code !== "warning") expect(says).toMatch(/\p{Script=Han}/u);
  expect(says).not.toMatch(/undefined|null/);
  if (mark === "no") expect(change).toMatch(/\p{Script=Han}/u);
});
