// Preloaded into each node program that we run (`node --import`): when whoever runs us closes our standard input, or dies
// by whatever signal, so do we. Programs that such a program runs in turn inherit the flag, and are none of our business. It is JavaScript, since
// Next.js and the test runners load it without tsx.
const GRACE_MS = 20_000;

function end() {
  setTimeout(() => process.exit(1), GRACE_MS).unref();
  process.kill(process.pid, "SIGTERM");
}

if (process.env.XIAOPU_LEASH === String(process.ppid)) {
  process.stdin.once("end", end).once("error", end).resume();
  process.stdin.unref?.();
}
