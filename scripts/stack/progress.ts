// What is shown while one waits: a line for each step with its time, which counts up on a terminal.
const FRAMES = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];

type Out = { isTTY?: boolean; write: (text: string) => unknown };

export type Progress = {
  /** Runs one step and shows it. Without a terminal a step of more than a few seconds (`isLong`) is also shown at its beginning. */
  step: <Value>(title: string, run: () => Promise<Value> | Value, options?: { isLong?: boolean }) => Promise<Value>;
  line: (text?: string) => void;
};

export function createProgress(out: Out = process.stdout): Progress {
  return {
    async step(title, run, { isLong = false } = {}) {
      const started = Date.now();
      const spinner = out.isTTY ? spin(out, title, started) : null;
      if (!spinner && isLong) out.write(`  … ${title}\n`);
      const finish = (mark: string) => {
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
    line(text = "") {
      out.write(`${text}\n`);
    },
  };
}

function spin(out: Out, title: string, started: number): NodeJS.Timeout {
  let frame = 0;
  return setInterval(() => {
    frame = (frame + 1) % FRAMES.length;
    out.write(`\r\x1b[K  ${FRAMES[frame]} ${title}  ${seconds(started)}`);
  }, 120);
}

/** Writes the time since `started` (ms) as a person reads it. */
export function seconds(started: number): string {
  const passed = (Date.now() - started) / 1000;
  return passed < 60 ? `${passed.toFixed(1)} s` : `${Math.floor(passed / 60)} min ${Math.round(passed % 60)} s`;
}
