import type { ReportSummary } from "@/lib/shop/reports/get-report";
import { Badge } from "../../parts/badge";
import { text } from "./text";

/** How a day's comparison ended; what was mended by it beside. */
export function ReportBadges({ report: { status, differences, restored } }: { report: ReportSummary }) {
  const { name, tone } = text.status[status];
  return (
    <span className="inline-flex flex-wrap gap-1.5">
      <Badge tone={tone}>{status === "differs" ? text.differs(differences) : name}</Badge>
      {restored > 0 && <Badge tone="go">{text.restored(restored)}</Badge>}
    </span>
  );
}
