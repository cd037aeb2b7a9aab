/** Where the journal is kept. Lines are only added, except by `rewrite`, which replaces all of them or none. */
export type Store = {
  read(): string[];
  /** Resolves when the line would survive a crash. */
  append(line: string): Promise<void>;
  rewrite(lines: string[]): void;
};

/** A journal in memory. Handing the same store to a second emulator is a restart. */
export function memoryStore(): Store {
  let journal: string[] = [];
  return {
    read: () => [...journal],
    append: async (line) => {
      journal.push(line);
    },
    rewrite: (lines) => {
      journal = [...lines];
    },
  };
}
