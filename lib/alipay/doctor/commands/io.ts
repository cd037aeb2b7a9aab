import type { Protocol } from "../../gateway";
import type { DoctorSettings, Texts } from "../settings";

export type PreviousContract = { protocol: Protocol; settings: DoctorSettings };

/** Everything that the commands need from outside; the caller passes it in. */
export type DoctorIo = {
  /** The named file, or standard input for "-". @throws when it cannot be read */
  read: (file: string) => Promise<Uint8Array>;
  /** Writes a new file that only its owner may read; never over an old one. @throws when it cannot */
  writeSecret: (file: string, text: string) => Promise<void>;
  print: (line: string) => void;
  env: Texts;
  /** The contract out of variables, a file of --config, or the emulator's. */
  settings: DoctorSettings;
  /** The contract that the shop leaves; null when it leaves none. */
  previous: PreviousContract | null;
  fetch: typeof fetch;
  now: () => Date;
};

/** One line of a report: a mark that is read first, then the sentence. */
export function line(mark: "ok" | "no" | "note", sentence: string): string {
  return `${{ ok: "✓", no: "✗", note: "·" }[mark]} ${sentence}`;
}
