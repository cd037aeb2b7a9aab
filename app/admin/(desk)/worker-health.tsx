import { Time } from "../parts/time";
import { text } from "./text";

/** The worker goes round about once a second; a minute of silence is a fault. */
const SILENT_MS = 60_000;

type WorkerHealthProps = { beat: Date | null; now: Date; overdue: number };

/** Whether time-driven work gets done: this instance's worker, and rows that wait too long on any instance. */
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
