import { describe, expect, test } from "vitest";
import { z } from "zod";
import { PROVINCE_CODES } from "@/lib/shop/freight/province";
import { rulesInWords } from "./rules-in-words";
import {
  provinceField,
  takeRules,
  takeWholeOrderFree,
  templateFields,
  wholeOrderFields,
  ZONE_FIELDS,
  ZONES,
  zoneField,
} from "./template-fields";

const schema = z.strictObject(templateFields).transform((form, context) => ({ name: form.name, rules: takeRules(form, context) }));

/** A form as a browser sends it: one zone for everywhere, all provinces in it. */
function form(over: Record<string, string> = {}): Record<string, string> {
  const empty = ZONES.flatMap((zone) => ZONE_FIELDS.map((field) => [zoneField(zone, field), ""]));
  const everywhere = { z0_first: "1", z0_firstFee: "8", z0_step: "1", z0_stepFee: "2.50" };
  const provinces = PROVINCE_CODES.map((code) => [provinceField(code), "0"]);
  return { name: " 普通快递 ", ...Object.fromEntries([...empty, ...provinces]), ...everywhere, ...over };
}
const errorsOf = (over: Record<string, string>) => schema.safeParse(form(over)).error?.issues.map(({ path }) => path.join("."));
const fee = { first: 1, firstFeeFen: 800, step: 1, stepFeeFen: 250 };

describe("an owner writes a template", () => {
  test("of one fee for everywhere, in yuan, which are kept in fen", () => {
    expect(schema.parse(form())).toEqual({ name: "普通快递", rules: { everywhere: { fee, free: null }, zones: [], excluded: [] } });
  });

  test("with a zone, a place that is left out, and a sum above which it is free", () => {
    const zone = { z2_first: "1", z2_firstFee: "15", z2_step: "1", z2_stepFee: "0", z2_freeFen: "199", z2_freePieces: "2" };
    const { rules } = schema.parse(form({ ...zone, z0_freeFen: "99", [provinceField("65")]: "2", [provinceField("54")]: "x" }));
    expect(rules).toEqual({
      everywhere: { fee, free: { fen: 9900, pieces: null } },
      zones: [
        {
          provinces: ["新疆维吾尔自治区"],
          fee: { first: 1, firstFeeFen: 1500, step: 1, stepFeeFen: 0 },
          free: { fen: 19_900, pieces: 2 },
        },
      ],
      excluded: ["西藏自治区"],
    });
    expect(rulesInWords("piece", rules)).toEqual([
      "其余省份：1 件内 ¥8，每加 1 件 ¥2.50，满 ¥99 包邮",
      "新疆：1 件内 ¥15，每加 1 件 ¥0，满 ¥199 且满 2 件包邮",
      "不发货：西藏",
    ]);
  });

  test("a zone that has a province needs its fees, and one without counts for nothing", () => {
    expect(errorsOf({ [provinceField("65")]: "1" })).toEqual(["z1_first", "z1_firstFee", "z1_step", "z1_stepFee"]);
    expect(schema.parse(form({ z3_first: "nonsense" })).rules.zones).toEqual([]);
  });

  test.each([
    ["z0_first", "0"],
    ["z0_step", "0"],
    ["z0_step", "1.5"],
    ["z0_firstFee", "-1"],
    ["z0_firstFee", "10001"],
    ["z0_stepFee", ""],
    ["z0_freeFen", "0"],
    ["z0_freePieces", "0"],
    ["name", " "],
    [provinceField("11"), "5"],
  ])("%s of %j is refused beside its field", (field, value) => {
    expect(errorsOf({ [field]: value })).toEqual([field]);
  });

  test("a shop that sends nowhere is refused", () => {
    const nowhere = Object.fromEntries(PROVINCE_CODES.map((code) => [provinceField(code), "x"]));
    expect(errorsOf(nowhere)).toEqual([provinceField("11")]);
  });
});

test("an owner who leaves the sum of the whole order empty has none, and never one of 0", () => {
  const whole = z.strictObject(wholeOrderFields).transform(takeWholeOrderFree);
  expect(whole.parse({ fen: "" })).toBeNull();
  expect(whole.parse({ fen: "99", p65: "on" })).toEqual({ fromFen: 9900, except: ["新疆维吾尔自治区"] });
  expect(whole.safeParse({ fen: "0" }).success).toBe(false);
});
