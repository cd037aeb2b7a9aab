import { z } from "zod";
import { toLine } from "@/lib/server/typed-text";
import { type FreeFrom, type FreightRules, MAX_FEE_FEN, MAX_UNITS, MOST_ZONES, type Zone } from "@/lib/shop/freight/freight";
import { PROVINCE_CODES, PROVINCES } from "@/lib/shop/freight/province";
import { parseYuan } from "@/lib/shop/money";
import { text } from "./text";

/**
 * The fields of a template's form. Zone 0 is everywhere else; each province is in one zone or in none ("x"), so that none can stand
 * twice. A zone without provinces counts for nothing, whatever is typed there.
 */
export const ZONES = Array.from({ length: MOST_ZONES + 1 }, (_, index) => index);
export const ZONE_FIELDS = ["first", "firstFee", "step", "stepFee", "freeFen", "freePieces"] as const;
export type ZoneField = (typeof ZONE_FIELDS)[number];
export const zoneField = (zone: number, field: ZoneField) => `z${zone}_${field}`;
export const provinceField = (code: string) => `p${code}`;
export const EXCLUDED = "x";

const name = z.string().max(200, text.needName).transform(toLine).pipe(z.string().min(1, text.needName).max(20, text.needName));
const typed = z.string().trim().max(20);
const place = z.enum([...ZONES.map(String), EXCLUDED]);

export const templateFields: { name: typeof name } & Record<string, z.ZodType<string, string>> = {
  ...Object.fromEntries(ZONES.flatMap((zone) => ZONE_FIELDS.map((field) => [zoneField(zone, field), typed]))),
  ...Object.fromEntries(PROVINCE_CODES.map((code) => [provinceField(code), place])),
  name,
};

type Typed = Readonly<Record<string, unknown>>;

/** The rules that a form means. Names each field that is wrong. */
export function takeRules(form: Typed, context: z.RefinementCtx): FreightRules {
  const wrong = (field: string, message: string) => context.addIssue({ code: "custom", path: [field], message });
  const inZone = (zone: string) =>
    PROVINCE_CODES.filter((code) => form[provinceField(code)] === zone).map((code): string => PROVINCES[code]);
  const excluded = inZone(EXCLUDED);
  if (excluded.length === PROVINCE_CODES.length) wrong(provinceField(PROVINCE_CODES[0] ?? ""), text.nowhere);
  const zones = ZONES.slice(1)
    .map((zone) => ({ zone, provinces: inZone(String(zone)) }))
    .filter(({ provinces }) => provinces.length > 0);
  return {
    everywhere: readZone(form, 0, wrong),
    zones: zones.map(({ zone, provinces }) => ({ ...readZone(form, zone, wrong), provinces })),
    excluded,
  };
}

type Wrong = (field: string, message: string) => void;

function readZone(form: Typed, zone: number, wrong: Wrong): Zone {
  const read = (field: ZoneField, parse: (text: string) => number | null, message: string): number => {
    const value = parse(String(form[zoneField(zone, field)] ?? ""));
    if (value === null) wrong(zoneField(zone, field), message);
    return value ?? 1;
  };
  const fee = {
    first: read("first", parseUnits, text.needUnits),
    firstFeeFen: read("firstFee", parseFee, text.needFee),
    step: read("step", parseUnits, text.needUnits),
    stepFeeFen: read("stepFee", parseFee, text.needFee),
  };
  return { fee, free: readFree(form, zone, wrong) };
}

/** An empty field is no threshold, and never one of 0. */
function readFree(form: Typed, zone: number, wrong: Wrong): FreeFrom | null {
  const read = (field: ZoneField, parse: (text: string) => number | null, message: string): number | null => {
    const text = String(form[zoneField(zone, field)] ?? "");
    if (text === "") return null;
    const value = parse(text);
    if (value === null || value < 1) wrong(zoneField(zone, field), message);
    return value;
  };
  const fen = read("freeFen", parseYuan, text.needSum);
  const pieces = read("freePieces", parseUnits, text.needPieces);
  return fen === null && pieces === null ? null : { fen, pieces };
}

function parseFee(typed: string): number | null {
  const fen = parseYuan(typed);
  return fen !== null && fen <= MAX_FEE_FEN ? fen : null;
}

function parseUnits(typed: string): number | null {
  const units = /^\d{1,7}$/.test(typed) ? Number(typed) : 0;
  return units >= 1 && units <= MAX_UNITS ? units : null;
}

/** The fields of 整单包邮: an empty sum is none. A province that does not take part is ticked. */
export const wholeOrderFields: Record<string, z.ZodType<string | undefined, string | undefined>> = {
  fen: typed,
  ...Object.fromEntries(PROVINCE_CODES.map((code) => [provinceField(code), z.literal("on").optional()])),
};

export function takeWholeOrderFree(form: Typed, context: z.RefinementCtx): { fromFen: number; except: string[] } | null {
  if (form.fen === "") return null;
  const fromFen = parseYuan(String(form.fen));
  if (fromFen === null || fromFen < 1) context.addIssue({ code: "custom", path: ["fen"], message: text.needSum });
  const except = PROVINCE_CODES.filter((code) => form[provinceField(code)] === "on").map((code): string => PROVINCES[code]);
  return { fromFen: fromFen ?? 0, except };
}
