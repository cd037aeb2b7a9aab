/** What is being uploaded, as the page shows it. Pure. */

export type Upload = { key: number; name: string; state: "waiting" | "sending" | "failed"; percent: number; problem: string };
export type UploadChange =
  | { kind: "added"; files: { key: number; name: string }[] }
  | { kind: "started" | "retry"; key: number }
  /** Also one that the owner gives up. */
  | { kind: "stored"; key: number }
  | { kind: "progress"; key: number; percent: number }
  | { kind: "failed"; key: number; problem: string };

/** The uploads after a change. One that failed stays until it is tried again or given up; the others go on without it. */
export function uploadsAfter(uploads: Upload[], change: UploadChange): Upload[] {
  if (change.kind === "added") {
    const added = change.files.map((file) => ({ ...file, state: "waiting" as const, percent: 0, problem: "" }));
    return [...uploads, ...added];
  }
  if (change.kind === "stored") return uploads.filter(({ key }) => key !== change.key);
  return uploads.map((upload) => (upload.key === change.key ? { ...upload, ...effectOf(change) } : upload));
}

function effectOf(change: Exclude<UploadChange, { kind: "added" | "stored" }>): Partial<Upload> {
  switch (change.kind) {
    case "started":
      return { state: "sending" };
    case "retry":
      return { state: "waiting", percent: 0, problem: "" };
    case "progress":
      return { percent: change.percent };
    case "failed":
      return { state: "failed", problem: change.problem };
  }
}

/** The upload to be on its way: one at a time, so that pictures come into the order in which they were chosen. */
export function nextUp(uploads: readonly Upload[]): Upload | undefined {
  return uploads.find(({ state }) => state === "sending") ?? uploads.find(({ state }) => state === "waiting");
}
