// Loaded into a server before all else (node --import): its clock is off by what a file says, which may change while it runs, as when
// somebody sets the machine's clock. What only measures durations (timers, performance.now) goes on, as with the system's own.
import { readFileSync } from "node:fs";

const EVERY_MS = 100;
const { TRIAL_CLOCK_FILE: file } = process.env;
const Real = Date;
let offsetMs = 0;

function look() {
  try {
    offsetMs = Number(readFileSync(file ?? "", "utf8")) || 0;
  } catch {} // it is being written
}

const now = () => Real.now() + offsetMs;

globalThis.Date = new Proxy(Real, {
  construct: (target, given, self) => Reflect.construct(target, given.length === 0 ? [now()] : given, self),
  apply: (target) => new target(now()).toString(),
  get: (target, name, self) => (name === "now" ? now : Reflect.get(target, name, self)),
});

if (file) {
  look();
  setInterval(look, EVERY_MS).unref();
}
