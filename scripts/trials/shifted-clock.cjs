// Preloaded into a server (NODE_OPTIONS=--require) whose clock is set wrong: it goes by as many ms as the file says that TRIAL_CLOCK
// names. The time that only counts on (performance.now, timers) is left alone, as it is when an operator sets a machine's clock.
const { readFileSync } = require("node:fs");

const file = process.env.TRIAL_CLOCK;
if (file) {
  const True = Date;
  let shift = 0;
  const look = () => {
    try {
      shift = Number(readFileSync(file, "utf8")) || 0;
    } catch {} // not written yet
  };
  look();
  setInterval(look, 100).unref();
  globalThis.Date = new Proxy(True, {
    apply: () => new True(True.now() + shift).toString(),
    construct: (target, given, self) =>
      Reflect.construct(target, given.length === 0 ? [True.now() + shift] : given, self === globalThis.Date ? True : self),
    get: (target, name) => (name === "now" ? () => True.now() + shift : Reflect.get(target, name)),
  });
}
