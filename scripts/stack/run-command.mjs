import { spawn } from "node:child_process";
import { createWriteStream, mkdirSync } from "node:fs";
import path from "node:path";
import { Refusal } from "./refusal.mjs";
import { ROOT } from "./settings.mjs";

const TAIL_LINES = 30;

/**
 * Runs a program to its end with its output in a log file.
 * @param {string[]} command the program and its arguments
 * @param {{ logFile: string, what: string, env?: NodeJS.ProcessEnv, signal?: AbortSignal, cwd?: string, excerpt?: (output: string) => string }} options `what` begins the sentence
 * about a failure and `excerpt` picks what is shown of it; `signal` ends the program and with it this call
 * @returns {Promise<string>} what it said
 * @throws {Refusal} when it fails: the end of its output, and where the rest is
 */
export async function runCommand([program, ...args], { logFile, what, env = process.env, signal, cwd = ROOT, excerpt = lastLines }) {
  mkdirSync(path.dirname(logFile), { recursive: true });
  const log = createWriteStream(logFile, { mode: 0o600 });
  let output = "";
  const code = await new Promise((resolve) => {
    const child = spawn(program, args, { cwd, env, signal, stdio: ["ignore", "pipe", "pipe"], windowsHide: true });
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text) => {
        output += text;
        log.write(text);
      });
    }
    child.on("error", (error) => {
      output += `${error.message}\n`;
    });
    child.on("close", resolve);
  });
  log.end();
  signal?.throwIfAborted();
  if (code !== 0) throw new Refusal(`${what} failed (the whole of it: ${logFile}):\n\n${excerpt(output)}`);
  return output;
}

function lastLines(text) {
  return text.trimEnd().split("\n").slice(-TAIL_LINES).join("\n");
}
