import "server-only";
import type { DynamicClientExtensionThis } from "@prisma/client/runtime/client";
import { Prisma } from "./prisma/client";

/*
 * Sums of money are BIGINT in the database and numbers in the code (docs/decisions/0009). Prisma gives a BIGINT as a bigint;
 * this is the one place that turns those of a column named …Fen into numbers, in its types and in its answers. What is
 * written needs no conversion: Prisma takes a number for a BIGINT.
 */

type Models = Prisma.TypeMap["model"];
type Columns<Model extends keyof Models> = Models[Model]["payload"]["scalars"];
type AsNumber<Value> = null extends Value ? number | null : number;

/** What Prisma's types of a result extension look like that computes each column named …Fen as a number. */
type Sums = {
  [Model in keyof Models as Uncapitalize<Model>]: {
    [Column in keyof Columns<Model> as Column extends `${string}Fen` ? Column : never]: () => {
      needs: Record<string, boolean>;
      compute: () => AsNumber<Columns<Model>[Column]>;
    };
  };
};
type None = Record<never, Record<string, () => unknown>>;
type Extension = { result: Sums; model: None; query: None; client: None };

/** Prisma's client whose sums of money are numbers. */
export type MoneyClient = DynamicClientExtensionThis<Prisma.TypeMap<Extension>, Prisma.TypeMapCb, Extension>;

/** For PrismaClient.$extends: gives the answers of every operation the types of a MoneyClient. */
export const moneyAsNumbers = Prisma.defineExtension({
  // A query extension and no result extension: that one answers with proxies, which React does not take as props.
  query: { $allOperations: async ({ args, query }) => withNumbers(await query(args)) },
});

/**
 * Turns each bigint under a name that ends with "Fen" into a number, in place and at any depth.
 * @throws {RangeError} for a sum that a number cannot hold exactly (above some 90 trillion yuan)
 */
export function withNumbers<Answer>(answer: Answer): Answer {
  if (Array.isArray(answer)) answer.forEach(withNumbers);
  else if (isRecord(answer)) convert(answer);
  return answer;
}

function convert(record: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(record)) {
    if (typeof value !== "bigint") withNumbers(value);
    else if (name.endsWith("Fen")) record[name] = toNumber(value);
  }
}

function toNumber(fen: bigint): number {
  const number = Number(fen);
  if (!Number.isSafeInteger(number)) throw new RangeError(`a sum of ${fen} fen is too large`);
  return number;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
