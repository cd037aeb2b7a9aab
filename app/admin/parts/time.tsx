import { formatTime } from "../../format-time";
import { formatShortTime } from "../format";
import { text } from "../text";

/** A time in Asia/Shanghai; a dash for none. */
export function Time({ at, short = false }: { at: Date | null; short?: boolean }) {
  if (!at) return <span className="text-ink-3">{text.none}</span>;
  return (
    <time dateTime={at.toISOString()} className="whitespace-nowrap tabular-nums">
      {short ? formatShortTime(at) : formatTime(at)}
    </time>
  );
}
