// A program run to its end.
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { CliError } from "../../process/cli-error";

const MOST_BYTES = 64 * 1024 * 1024;
const TAIL_LINES = 40;

export type RunOptions = { env?: NodeJS.ProcessEnv; cwd?: string };

/** Gives what it wrote to its standard output. @throws {CliError} with the end of all that it said when it fails */
export async function run([program, ...args]: [string, ...string[]], { env = process.env, cwd }: RunOptions = {}): Promise<string> {
  const ended = promisify(execFile)(program, args, { env, cwd, maxBuffer: MOST_BYTES });
  const { stdout } = await ended.catch(({ stdout = "", stderr = "", message }) => {
    const said = `${stdout}\n${stderr}`.trim().split("\n").slice(-TAIL_LINES).join("\n");
    throw new CliError(`${program} ${args.slice(0, 8).join(" ")} failed:\n\n${said || message}`);
  });
  return stdout;
}

/** Whether it ended well. */
export function succeeds(command: [string, ...string[]], options?: RunOptions): Promise<boolean> {
  return run(command, options).then(
    () => true,
    () => false,
  );
}
