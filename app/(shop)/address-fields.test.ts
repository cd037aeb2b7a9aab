import { describe, expect, test } from "vitest";
import { z } from "zod";
import { addressFields } from "./address-fields";
import { addressText } from "./address-text";

const schema = z.strictObject(addressFields);
const good = { name: "林晓", phone: "13800138000", region: "浙江省 杭州市 西湖区", detail: "文三路 100 号 2 单元 301" };

const errorOf = (field: keyof typeof good, value: string) => {
  const parsed = schema.safeParse({ ...good, [field]: value });
  return parsed.success ? null : parsed.error.issues.map(({ path, message }) => [path.join("."), message]);
};

test("a shopper's address is taken with its region taken apart", () => {
  expect(schema.parse({ ...good, name: "  林　晓 " })).toEqual({
    ...good,
    name: "林 晓",
    region: { province: "浙江省", city: "杭州市", district: "西湖区" },
  });
});

describe("a shopper who types a phone number", () => {
  test.each(["138 0013 8000", "138-0013-8000", "+8613800138000", "+86 138 0013 8000", "008613800138000", "１３８００１３８０００"])(
    "as %s is understood",
    (phone) => {
      expect(schema.parse({ ...good, phone }).phone).toBe("13800138000");
    },
  );
  test.each(["", "1380013800", "138001380000", "12800138000", "010-88886666", "1380013800a", "8613800138"])(
    "as %j is asked again",
    (phone) => {
      expect(errorOf("phone", phone)).toEqual([["phone", addressText.phoneInvalid]]);
    },
  );
});

test("a shopper who leaves something out is told what", () => {
  expect(errorOf("name", " ")).toEqual([["name", addressText.nameMissing]]);
  expect(errorOf("name", "长".repeat(26))).toEqual([["name", addressText.nameTooLong]]);
  expect(errorOf("region", "")).toEqual([["region", addressText.regionMissing]]);
  expect(errorOf("region", "火星")).toEqual([["region", addressText.regionUnknown]]);
  expect(errorOf("detail", "1")).toEqual([["detail", addressText.detailTooShort]]);
  expect(errorOf("detail", "长".repeat(101))).toEqual([["detail", addressText.detailTooLong]]);
});

test("nobody hides characters in a name that the owner copies onto a parcel", () => {
  expect(errorOf("name", "林\u202E晓")).toEqual([["name", addressText.unreadable]]);
  expect(errorOf("detail", "文三路\u0000一号")).toEqual([["detail", addressText.unreadable]]);
});
