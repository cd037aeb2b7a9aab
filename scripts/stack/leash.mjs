// Preloaded into each node program that a starter runs (`node --import`): when the starter closes our standard input, or
// dies by whatever signal, so do we.
const GRACE_MS = 20_000;

function end() {
  setTimeout(() => process.exit(1), GRACE_MS).unref();
  process.kill(process.pid, "SIGTERM");
}

process.stdin.once("end", end).once("error", end).resume();
process.stdin.unref?.();
