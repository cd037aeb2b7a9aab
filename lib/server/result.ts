/** An expected refusal is a value: a stable code with the facts that belong to it. The words for people stand at the edge. */
export type Refusal<Code extends string = string, Facts extends object = object> = { ok: false; reason: Code } & Facts;

/** What a verb returns. `Refused` names its codes; a code that carries facts is spelled as `Refusal<"code", { fact: number }>`. */
export type Result<Value extends object, Refused extends string | Refusal = string> =
  | ({ ok: true } & Value)
  | (Refused extends string ? Refusal<Refused> : Refused);

/** The refusals of a verb: `RefusalOf<typeof placeOrder>`. */
export type RefusalOf<Verb extends (...args: never[]) => unknown> = Extract<Awaited<ReturnType<Verb>>, { ok: false }>;

/** A sentence for each code of a refusal; one whose code carries facts may speak of them. */
export type Words<Refused extends Refusal> = {
  [Code in Refused["reason"]]: string | ((refusal: Extract<Refused, { reason: Code }>) => string);
};

/** Builds a refusal: `refuse("sold_out")`, or with its facts `refuse("moved", { stock })`. */
export function refuse<const Code extends string>(reason: Code): Refusal<Code>;
export function refuse<const Code extends string, const Facts extends object>(reason: Code, facts: Facts): Refusal<Code, Facts>;
export function refuse(reason: string, facts: object = {}): Refusal {
  return { ok: false, reason, ...facts };
}

/** The sentence of `words` for this refusal. */
export function wordsFor<Refused extends Refusal>(refusal: Refused, words: Words<Refused>): string {
  const sentence = words[refusal.reason as Refused["reason"]] as string | ((refusal: Refused) => string);
  return typeof sentence === "string" ? sentence : sentence(refusal);
}
