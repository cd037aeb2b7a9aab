import type { Readable } from "node:stream";
import { CliError } from "../process/cli-error";

type Keyboard = Readable & { isTTY?: boolean; setRawMode?: (isRaw: boolean) => unknown };
type Screen = { write: (text: string) => unknown };

const [CTRL_C, CTRL_D, CTRL_U, BACKSPACE, DELETE] = ["\u0003", "\u0004", "\u0015", "\b", "\u007f"];

/**
 * Reads a line without showing what is typed; from a pipe, its next line.
 * @throws {CliError} when it is called off or nothing comes
 */
export async function readSecret(prompt: string, keyboard: Keyboard = process.stdin, screen: Screen = process.stderr): Promise<string> {
  screen.write(prompt);
  keyboard.setRawMode?.(true);
  keyboard.setEncoding("utf8");
  let typed = "";
  try {
    for (;;) {
      const key = await nextKey(keyboard);
      if (key === null || key === CTRL_C || key === CTRL_D) throw new CliError("Nothing was changed.");
      if (key === "\r" || key === "\n") return typed;
      if (key === CTRL_U) typed = "";
      else if (key === BACKSPACE || key === DELETE) typed = [...typed].slice(0, -1).join("");
      else typed += key;
    }
  } finally {
    keyboard.setRawMode?.(false);
    screen.write("\n");
  }
}

/** One character; null at the end. What was read beyond it is put back. */
async function nextKey(keyboard: Keyboard): Promise<string | null> {
  for (;;) {
    const chunk: string | null = keyboard.read();
    if (chunk !== null) {
      const [key = "", ...rest] = chunk;
      if (rest.length > 0) keyboard.unshift(rest.join(""));
      return key;
    }
    if (keyboard.readableEnded || keyboard.destroyed) return null;
    await new Promise<void>((resolve) => {
      const done = () => {
        keyboard.off("readable", done).off("end", done).off("close", done);
        resolve();
      };
      keyboard.on("readable", done).on("end", done).on("close", done);
    });
  }
}
