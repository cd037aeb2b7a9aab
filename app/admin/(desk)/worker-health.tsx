import { Time } from "../parts/time";
import { text } from "./text";

/** The worker makes a round about once a second; a minute without one is a fault. */
const SILENT_MS = 60_000;

type WorkerHealthProps = { beat: Date | null; now: Date; overdue: number };

/** Whether time-driven work gets done: by this instance's worker, and by all instances, from rows that wait too long. */
export function WorkerHealth({ beat, now, overdue }: WorkerHealthProps) {
  const isSilent = beat === null || now.getTime() - beat.getTime() > SILENT_MS;
  return (
    <div className="text-sm">
      <p className={`font-medium ${isSilent ? "text-brand-deep" : "text-ok"}`}>{isSilent ? text.workerSilent : text.workerOk}</p>
      {overdue > 0 && <p className="mt-1 text-brand-deep">{text.workerLate(overdue)}</p>}
      <p className="mt-1 text-ink-3">
        {text.workerBeat} <Time at={beat} />
      </p>
    </div>
  );
}
