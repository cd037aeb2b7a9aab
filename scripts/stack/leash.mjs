// Preloaded into each node program that we run (`node --import`): the program ends when its parent closes its standard input
// or dies by any signal. Its own children inherit the flag but are not affected. It is JavaScript because Next.js and the test
// runners load it without tsx.
const GRACE_MS = 20_000;

function end() {
  // Node.js may wait for its own threads for ever while it exits (nodejs/node#54918). Whose parent is dead has nobody to end it then.
  process.once("exit", () => {
    if (process.env.XIAOPU_LEASH !== String(process.ppid)) process.kill(process.pid, "SIGKILL");
  });
  setTimeout(() => process.exit(1), GRACE_MS).unref();
  process.kill(process.pid, "SIGTERM");
}

if (process.env.XIAOPU_LEASH === String(process.ppid)) {
  process.stdin.once("end", end).once("error", end).resume();
  process.stdin.unref?.();
}
