import "server-only";
import { z } from "zod";
import { type FreightRules, type FrozenFreight, MAX_FEE_FEN, MAX_UNITS, MOST_ZONES } from "./freight";
import { PROVINCE_NAMES } from "./province";

const units = z.int().min(1).max(MAX_UNITS);
const feeFen = z.int().min(0).max(MAX_FEE_FEN);
const fee = z.strictObject({ first: units, firstFeeFen: feeFen, step: units, stepFeeFen: feeFen });
const threshold = z.int().min(1).nullable();
const free = z
  .strictObject({ fen: threshold, pieces: threshold })
  .refine(({ fen, pieces }) => fen !== null || pieces !== null, "a threshold of nothing would make all goods free")
  .nullable();
const zone = { fee, free };
const province = z.string().refine((name) => PROVINCE_NAMES.includes(name), "no province");

const rules = z
  .strictObject({
    everywhere: z.strictObject(zone),
    zones: z.array(z.strictObject({ ...zone, provinces: z.array(province).min(1) })).max(MOST_ZONES),
    excluded: z.array(province),
  })
  .refine(({ zones, excluded }) => {
    const named = [...zones.flatMap(({ provinces }) => provinces), ...excluded];
    return new Set(named).size === named.length && excluded.length < PROVINCE_NAMES.length;
  }, "a province stands twice, or none is left");

/** The rules of a template as its row holds them, and as they must be before they are written there. Throws for anything else. */
export function parseRules(json: unknown): FreightRules {
  return rules.parse(json);
}

const unit = z.enum(["piece", "weight"]);
const part = z.object({
  template: z.object({ id: z.number(), name: z.string(), unit }).nullable(),
  units: z.number(),
  feeFen: z.number(),
  fee: z.object({ first: z.number(), firstFeeFen: z.number(), step: z.number(), stepFeeFen: z.number() }),
  freeBy: z.enum(["order", "template"]).nullable(),
});

/** How an order's freight was counted; null for an order from before freight was. Only for people to read, so what is unknown is left out. */
export function readFrozen(json: unknown): FrozenFreight | null {
  return z.object({ feeFen: z.number(), perTemplate: z.array(part), placedFen: z.number().optional() }).safeParse(json).data ?? null;
}
