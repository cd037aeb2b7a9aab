import { createWriteStream, mkdirSync } from "node:fs";
import path from "node:path";
import { x } from "tinyexec";
import { ROOT } from "../bootstrap/root.mjs";
import { CliError, messageOf } from "../process/cli-error";

const TAIL_LINES = 30;

export type CommandOptions = {
  logFile: string;
  /** Begins the sentence about a failure. */
  what: string;
  /** Variables on top of ours; undefined takes one away. */
  env?: Record<string, string | undefined>;
  /** Ends the program and with it this call. */
  signal?: AbortSignal;
  cwd?: string;
};

/**
 * Runs a program to its end with its output in a log file, and returns the output.
 * @throws {CliError} when it fails: the end of its output, and where the rest is
 */
export async function runCommand(command: [program: string, ...args: string[]], options: CommandOptions): Promise<string> {
  const { logFile, what, env = {}, signal, cwd = ROOT } = options;
  const [program, ...args] = command;
  mkdirSync(path.dirname(logFile), { recursive: true });
  const log = createWriteStream(logFile, { mode: 0o600 });
  let output = "";
  const write = (line: string) => {
    output += `${line}\n`;
    log.write(`${line}\n`);
  };
  const running = x(program, args, { signal, nodeOptions: { cwd, env: env as NodeJS.ProcessEnv, stdio: ["ignore", "pipe", "pipe"] } });
  try {
    for await (const line of running) write(line);
  } catch (error) {
    write(messageOf(error)); // it could not be run at all
  }
  log.end();
  signal?.throwIfAborted();
  if (running.exitCode !== 0) throw new CliError(`${what} failed (the whole of it: ${logFile}):\n\n${lastLines(output)}`);
  return output;
}

function lastLines(text: string): string {
  return text.trimEnd().split("\n").slice(-TAIL_LINES).join("\n");
}
