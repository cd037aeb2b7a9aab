// Read by a server before everything else (`node --import`): SIGUSR2 begins a profile of the processor, and the next one ends it and
// writes it to BENCH_PROFILE.
import { writeFileSync } from "node:fs";
import { Session } from "node:inspector/promises";

const file = process.env.BENCH_PROFILE ?? "";
/** @type {Session | null} */
let session = null;

process.on("SIGUSR2", async () => {
  if (session) {
    const ended = session;
    session = null;
    const { profile } = await ended.post("Profiler.stop");
    writeFileSync(file, JSON.stringify(profile));
    ended.disconnect();
    return;
  }
  session = new Session();
  session.connect();
  await session.post("Profiler.enable");
  await session.post("Profiler.setSamplingInterval", { interval: 500 });
  await session.post("Profiler.start");
});
