import crypto from "node:crypto";
import { syncBuiltinESMExports } from "node:module";

/**
 * Runs something whose ids are counted, and not drawn: which of two rows that are due at the same moment comes first is decided by
 * them, and must be the same each time.
 */
export async function withCountedIds<Value>(run: () => Promise<Value>): Promise<Value> {
  const { randomUUID } = crypto;
  let made = 0;
  give(() => `00000000-0000-4000-8000-${(++made).toString(16).padStart(12, "0")}`);
  try {
    return await run();
  } finally {
    give(randomUUID);
  }
}

function give(randomUUID: typeof crypto.randomUUID): void {
  crypto.randomUUID = randomUUID;
  // Makes it the one that `import { randomUUID }` gives, too.
  syncBuiltinESMExports();
}
