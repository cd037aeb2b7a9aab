import { explain } from "../explain";
import type { Explanation, Finding } from "../finding";
import { doctorText } from "../text";
import { type DoctorIo, line } from "./io";

/** `explain`: whether the shop takes a message, and if not, why and what to change. 0 when it does. */
export async function runExplain(io: DoctorIo, file: string): Promise<number> {
  const explanation = explainWith(io, await io.read(file));
  io.print(`This is: ${explanation.kind}`);
  io.print(explanation.ok ? line("ok", "Its signature verifies, and the shop takes it.") : line("no", "The shop does not take it."));
  for (const finding of explanation.causes) printFinding(io, "no", finding);
  for (const finding of explanation.notes) printFinding(io, "note", finding);
  printSigned(io, explanation);
  return explanation.ok ? 0 : 1;
}

/** `verify`: the verdict alone, for scripts. 0 when the shop takes the message. */
export async function runVerify(io: DoctorIo, file: string): Promise<number> {
  const { ok, kind, causes } = explainWith(io, await io.read(file));
  io.print(ok ? `ok ${kind}` : `not ok ${kind}: ${causes.map(({ cause }) => cause).join(", ")}`);
  return ok ? 0 : 1;
}

/** While the shop changes its contract, what either of the two takes is taken. */
function explainWith({ settings, previous }: DoctorIo, captured: Uint8Array): Explanation {
  const explanation = explain(captured, settings);
  const other = !explanation.ok && previous ? explain(captured, previous.settings) : explanation;
  return other.ok ? other : explanation;
}

function printFinding(io: DoctorIo, mark: "no" | "note", { cause, about }: Finding): void {
  const { says, change } = doctorText.en[cause];
  io.print("");
  io.print(line(mark, `${says}${about ? ` (${about})` : ""}.`));
  io.print(`  Change: ${change}.`);
  io.print(`  [${cause}]`);
}

function printSigned(io: DoctorIo, { kind, signedString, fingerprint, ok }: Explanation): void {
  if (signedString === null || !fingerprint) return;
  io.print("");
  const unsaid =
    kind === "openapi.error_page"
      ? "The string that Alipay put together:"
      : "The string that verifies, or should have been signed if none does:";
  io.print(ok ? "The string that is signed:" : unsaid);
  io.print(signedString);
  io.print(`(${fingerprint.bytes} bytes, SHA-256 ${fingerprint.sha256}; private values are masked above, not in these figures)`);
}
