// Runs one program that is not ours (PostgreSQL) on a leash: stops it when our standard input closes, that is, when our parent
// stops us or dies by any signal. It is JavaScript because it runs as long as PostgreSQL does, and a TypeScript loader would only
// cost memory.
//   node guard.mjs '{"command":"…","args":[],"cwd":"/","uid":1,"gid":1,"signals":["SIGINT","SIGQUIT","SIGKILL"],"graceMs":15000}'
import { spawn } from "node:child_process";

/**
 * @typedef {object} GuardSpec
 * @property {string} command
 * @property {string[]} args
 * @property {string} cwd
 * @property {number} [uid]
 * @property {number} [gid]
 * @property {NodeJS.Signals[]} signals in turn
 * @property {number} graceMs for each
 */

/** @type {GuardSpec} */
const { command, args, cwd, uid, gid, signals, graceMs } = JSON.parse(process.argv[2] ?? "");
const child = spawn(command, args, { cwd, uid, gid, stdio: ["ignore", "inherit", "inherit"], windowsHide: true });

let isStopping = false;
function stop() {
  if (isStopping) return;
  isStopping = true;
  signals.forEach((signal, index) => {
    setTimeout(() => child.kill(signal), index * graceMs);
  });
}

process.stdin.on("end", stop).on("error", stop).resume();
for (const signal of /** @type {const} */ (["SIGTERM", "SIGINT", "SIGHUP"])) process.on(signal, stop);
child.on("error", (error) => {
  console.error(`${command} could not be run: ${error.message}`);
  process.exit(127);
});
child.on("exit", (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
