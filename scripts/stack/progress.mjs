// What a waiting person sees: one line a step, with its time; on a terminal it counts while it lasts.
const FRAMES = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];

/** @param {{ isTTY?: boolean, write: (text: string) => unknown }} [out] */
export function createProgress(out = process.stdout) {
  return {
    /**
     * Runs one step and shows it. On no terminal a step of more than a few seconds announces itself at its beginning.
     * @template T
     * @param {string} title
     * @param {() => Promise<T> | T} run
     * @param {{ isLong?: boolean }} [options]
     * @returns {Promise<T>}
     */
    async step(title, run, { isLong = false } = {}) {
      const started = Date.now();
      const spinner = out.isTTY ? spin(out, title, started) : null;
      if (!spinner && isLong) out.write(`  … ${title}\n`);
      const finish = (mark) => {
        if (spinner) clearInterval(spinner);
        out.write(`${out.isTTY ? "\r\x1b[K" : ""}  ${mark} ${title}  ${seconds(started)}\n`);
      };
      try {
        const result = await run();
        finish("✓");
        return result;
      } catch (error) {
        finish("✗");
        throw error;
      }
    },
    /** @param {string} [text] */
    line(text = "") {
      out.write(`${text}\n`);
    },
  };
}

function spin(out, title, started) {
  let frame = 0;
  return setInterval(() => {
    frame = (frame + 1) % FRAMES.length;
    out.write(`\r\x1b[K  ${FRAMES[frame]} ${title}  ${seconds(started)}`);
  }, 120);
}

/** @returns {string} the time since `started` as a person reads it */
export function seconds(started) {
  const passed = (Date.now() - started) / 1000;
  return passed < 60 ? `${passed.toFixed(1)} s` : `${Math.floor(passed / 60)} min ${Math.round(passed % 60)} s`;
}
