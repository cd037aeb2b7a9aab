import { describe, expect, test } from "vitest";
import { z } from "zod";
import { addressFields, lineOf } from "./address-fields";
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

test("a shopper's pasted address is taken as it is seen, and hides nothing from the owner who copies it onto a parcel", () => {
  const pasted = {
    name: "\u202A林\u200B晓\u202C",
    phone: "\u202D138 0013 8000\u202C",
    detail: "文三路\u200E 100\u00A0号\u0000 2 单元\n301",
  };
  expect(schema.parse({ ...good, ...pasted })).toMatchObject({ name: "林晓", phone: "13800138000", detail: "文三路 100 号 2 单元 301" });
  expect(schema.parse({ ...good, region: "\u202D浙江省 杭州市 西湖区\u202C" }).region).toEqual({
    province: "浙江省",
    city: "杭州市",
    district: "西湖区",
  });
  expect(schema.parse({ ...good, name: "林\u202E晓" }).name).toBe("林晓");
});

test("a shopper whose name has rare characters, or whose note has composed emoji, is counted as a person counts", () => {
  expect(schema.parse({ ...good, name: "𠮷".repeat(25) }).name).toHaveLength(50);
  expect(errorOf("name", "𠮷".repeat(26))).toEqual([["name", addressText.nameTooLong]]);
  const note = lineOf({ max: 50, tooLong: () => "!" });
  expect(note.parse("👨\u200D👩\u200D👧".repeat(50))).toBe("👨\u200D👩\u200D👧".repeat(50));
  expect(note.parse("👍🏽❤️ 请放门口\u200B🙏")).toBe("👍🏽❤️ 请放门口🙏");
  expect(note.safeParse("👨\u200D👩\u200D👧".repeat(51)).success).toBe(false);
});

test("nobody hides kilobytes under the letters of a name or an address, and a name of composed characters is taken", () => {
  expect(errorOf("name", `林${"\u0323\u0301\u0308".repeat(60)}晓`)).toEqual([["name", addressText.nameTooLong]]);
  const stacked = `e${"\u0323\u0301\u0308".repeat(5)}`;
  expect(errorOf("detail", stacked.repeat(80))).toEqual([["detail", addressText.detailTooLong]]);
  expect(Buffer.byteLength(schema.parse({ ...good, name: "𠮷".repeat(25), detail: "𠮷".repeat(100) }).detail)).toBe(400);
});

test("nobody makes the shop look at a novel", () => {
  expect(errorOf("name", "\uFDFA".repeat(1_000_000))).toEqual([["name", addressText.muchTooLong]]);
  expect(errorOf("phone", "\uFDFA".repeat(1_000_000))).toEqual([["phone", addressText.phoneInvalid]]);
  expect(errorOf("name", "\u200B")).toEqual([["name", addressText.nameMissing]]);
});
