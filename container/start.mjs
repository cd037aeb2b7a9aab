// Starts the shop inside its image: Next's own server.js, with what `npm start` tells the server from outside.
import { readFileSync } from "node:fs";

const { env } = process;
if (!env.NEXT_SERVER_ACTIONS_ENCRYPTION_KEY) {
  const why = "the image has no secret of its own, and all instances need the same (openssl rand -base64 32)";
  process.stderr.write(`NEXT_SERVER_ACTIONS_ENCRYPTION_KEY is missing: ${why}.\n`);
  process.exit(78); // EX_CONFIG
}
/** Longer than Caddy takes to note that an instance is not ready: it asks every 2 s, and waits 4 s for an answer. */
const leaveMs = Number(env.LEAVE_SECONDS || 8) * 1000;
// Next closes its connections as soon as it hears SIGTERM, and Caddy may be sending a form on one of them. So the engine sends
// SIGUSR2 (STOPSIGNAL): /api/health/ready says no, the others are served, and SIGTERM comes from here.
process.once("SIGUSR2", () => {
  Object.assign(globalThis, { xiaopuLeaves: true }); // lib/shop/assembly/health.ts
  setTimeout(() => {
    if (process.listenerCount("SIGTERM") === 0) process.exit(143); // nothing is begun yet, and the first process hears no signal by itself
    process.kill(process.pid, "SIGTERM");
  }, leaveMs);
});
// A container's engine puts the container's name into HOSTNAME, which Next would listen on.
env.HOSTNAME = env.HOST || "0.0.0.0";
// Longer than the proxies in front keep an idle connection.
env.KEEP_ALIVE_TIMEOUT ||= "130000";
env.NEXT_DEPLOYMENT_ID ||= readFileSync(new URL(".next/stamp", import.meta.url), "utf8").slice(0, 16);
// @ts-expect-error it is there in the image alone
await import("./server.js");
