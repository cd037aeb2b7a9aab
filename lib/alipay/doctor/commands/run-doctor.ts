import { type DoctorIo, line } from "./io";
import { runCheck } from "./run-check";
import { runExplain, runVerify } from "./run-explain";
import { runKeygen } from "./run-keygen";
import { runSign } from "./run-sign";

const USAGE = `Usage: npm run alipay -- <command>

  explain [FILE]     say whether the shop takes a message, and if not, why: a request, an answer, a return
                     address or a notice's body, from FILE or standard input
  verify [FILE]      the verdict alone
  sign [FILE]        sign the parameters of a request with the shop's own key
  keygen FOLDER      make a key pair, and say what to upload where
  check              configuration, keys, clock, and whether notices can arrive; both contracts while the shop changes from
                     one to the other (ALIPAY_PREVIOUS_…)

  --protocol NAME    wap-token or openapi, for keygen and check; otherwise ALIPAY_PROTOCOL
  --config FILE      a contract as JSON, instead of the variables ALIPAY_… (the emulator writes one: merchant.json)

Ends with 0 when all is well and with 1 when not.`;

const OPTIONS = ["--protocol", "--config"];

/** The command line of the doctor; answers the exit code. */
export async function runDoctor(args: string[], io: DoctorIo): Promise<number> {
  const [command, operand, surplus] = args.filter((arg, index) => !arg.startsWith("--") && !OPTIONS.includes(args[index - 1] ?? ""));
  const wrong = args.find((arg, index) => arg.startsWith("--") && arg !== "--help" && (!OPTIONS.includes(arg) || !hasValue(args, index)));
  if (wrong) return complain(io, OPTIONS.includes(wrong) ? `${wrong} wants a value behind it.` : `There is no option ${wrong}.`);
  if (surplus !== undefined) return complain(io, "One file or folder at a time.");
  const protocol = optionOf(args, "--protocol") ?? io.env.ALIPAY_PROTOCOL ?? "wap-token";
  if (protocol !== "openapi" && protocol !== "wap-token") return complain(io, "The protocol is wap-token or openapi.");
  try {
    if (command === "explain") return await runExplain(io, operand ?? "-");
    if (command === "verify") return await runVerify(io, operand ?? "-");
    if (command === "sign") return await runSign(io, operand ?? "-");
    if (command === "check") return await runCheck(io, protocol);
    if (command === "keygen")
      return operand ? await runKeygen(io, { protocol, folder: operand }) : complain(io, "keygen wants a folder for the keys.");
  } catch (error) {
    return complain(io, error instanceof Error ? error.message : "It did not work.");
  }
  io.print(USAGE);
  return command === "help" || args.includes("--help") ? 0 : 1;
}

/** The value behind an option; undefined when it is not there. */
export function optionOf(args: string[], name: string): string | undefined {
  const index = args.indexOf(name);
  return index < 0 ? undefined : args[index + 1];
}

function hasValue(args: string[], index: number): boolean {
  return args[index + 1] !== undefined && !args[index + 1]?.startsWith("--");
}

function complain(io: DoctorIo, sentence: string): number {
  io.print(line("no", sentence));
  return 1;
}
