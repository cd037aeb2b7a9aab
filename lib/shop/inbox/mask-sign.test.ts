import { expect, test } from "vitest";
import { maskSign } from "./mask-sign";

test("a screenshot of a notice is no signed message: both spellings of sign are masked, the rest is as received", () => {
  const { raw, fields } = maskSign("v=1.0&sign=0123456789abcdef&s%69gn=fedcba9876543210&notify_data=%3Ca%3E+b");
  expect(raw).toBe("v=1.0&sign=0123…cdef&s%69gn=fedc…3210&notify_data=%3Ca%3E+b");
  expect(fields).toEqual([
    { name: "v", value: "1.0" },
    { name: "sign", value: "0123…cdef" },
    { name: "sign", value: "fedc…3210" },
    { name: "notify_data", value: "<a> b" },
  ]);
});

test("a body that is no form is shown as it is, and a short sign is hidden whole", () => {
  expect(maskSign("not a form %E0%A4%A")).toEqual({ raw: "not a form %E0%A4%A", fields: [] });
  expect(maskSign("sign=short").raw).toBe("sign=…");
});
