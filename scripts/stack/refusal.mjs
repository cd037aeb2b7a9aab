/** What a person can mend: shown as its sentence alone, without a stack trace. */
export class Refusal extends Error {
  name = "Refusal";
}
