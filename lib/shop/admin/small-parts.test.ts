import { expect, test } from "vitest";
import { boundsAround } from "@/lib/shop/day";
import { maskSign } from "@/lib/shop/inbox/mask-sign";
import { yuanText } from "@/lib/shop/money";
import { arranged } from "./arrange-pictures";
import { readKeyset, UUID, writeKeyset } from "./keyset";
import { newSlug } from "./new-slug";
import { isPictureFile } from "./picture";
import { initialStock, stockDelta, variantSchema } from "./product-fields";

test("a day in Shanghai goes from its midnight to the next, also for a server in another time zone", () => {
  const day = { from: new Date("2026-11-22T16:00:00Z"), to: new Date("2026-11-23T16:00:00Z") };
  expect(boundsAround(new Date("2026-11-22T16:00:00.000Z"))).toEqual(day);
  expect(boundsAround(new Date("2026-11-23T15:59:59.999Z"))).toEqual(day);
  expect(boundsAround(new Date("2026-11-22T15:59:59.999Z")).to).toEqual(day.from);
});

test("an address with a made-up place in the list shows the list from its top", () => {
  const place = { at: new Date(1763800000123), id: "0b5f1c3e-1d2a-4c3b-9e4f-5a6b7c8d9e0f" };
  expect(readKeyset(writeKeyset(place), UUID)).toEqual(place);
  for (const text of [undefined, "", "x", "1.2", "1.' OR 1=1", `99999999999999999.${place.id}`]) expect(readKeyset(text, UUID)).toBeNull();
});

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

test("a product's address is made of what is Latin in its title, and is never the same twice", () => {
  expect(newSlug("Café Crème 500g 咖啡")).toMatch(/^cafe-creme-500g-[a-z0-9]{6}$/);
  expect(newSlug("龙井茶")).toMatch(/^p-[a-z0-9]{6}$/);
  expect(newSlug("龙井茶")).not.toBe(newSlug("龙井茶"));
});

test("pictures change places and never vanish or double", () => {
  expect(arranged(["a", "b", "c"], "c", "first")).toEqual(["c", "a", "b"]);
  expect(arranged(["a", "b", "c"], "b", "left")).toEqual(["b", "a", "c"]);
  expect(arranged(["a", "b", "c"], "b", "right")).toEqual(["a", "c", "b"]);
  expect(arranged(["a", "b", "c"], "a", "left")).toEqual(["a", "b", "c"]);
  expect(arranged(["a", "b", "c"], "c", "right")).toEqual(["a", "b", "c"]);
  expect(arranged(["a", "b", "c"], "b", "remove")).toEqual(["a", "c"]);
  expect(arranged(["a"], "x", "first")).toBeNull();
});

test("only names that this shop gives are looked for among the uploads", () => {
  expect(isPictureFile("0123456789abcdef01234567-320.webp")).toBe(true);
  for (const name of [
    "../../etc/passwd",
    "..%2f0123456789abcdef01234567-320.webp",
    "0123456789abcdef01234567-640.webp",
    "0123456789abcdef01234567-320.webp.tmp",
    "0123456789ABCDEF01234567-320.webp",
    "0123456789abcdef01234567-320.webp\n",
    "u/0123456789abcdef01234567-320.webp",
  ])
    expect(isPictureFile(name)).toBe(false);
});

test("an owner types yuan and the shop keeps fen", () => {
  expect(variantSchema.parse({ name: " 500g ", priceFen: "19.8", listPriceFen: "" })).toEqual({
    name: "500g",
    priceFen: 1980,
    listPriceFen: null,
  });
  expect(yuanText(1980)).toBe("19.80");
  for (const priceFen of ["", "0", "0.00", "-1", "1.999", "1e3", "100001", "１２"])
    expect(variantSchema.safeParse({ name: "", priceFen, listPriceFen: "" }).success).toBe(false);
});

test("stock is changed by whole numbers only", () => {
  expect([stockDelta.parse("+10"), stockDelta.parse("-2"), initialStock.parse("0")]).toEqual([10, -2, 0]);
  for (const delta of ["0", "", "1.5", "1e5", "99999999", "--1"]) expect(stockDelta.safeParse(delta).success).toBe(false);
  expect(initialStock.safeParse("-1").success).toBe(false);
});
