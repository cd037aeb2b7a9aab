import type { Route } from "next";
import Link from "next/link";
import type { AlertLine } from "@/lib/shop/alerts/list-alerts";
import { formatFen } from "@/lib/shop/money";
import { ActionForm } from "../../form/action-form";
import { Submit } from "../../form/submit";
import { Badge, type Tone } from "../../parts/badge";
import { Time } from "../../parts/time";
import { resendAlertAction } from "./actions";
import { problemInWords, text } from "./text";

const TONES: Record<AlertLine["status"], Tone> = { waiting: "wait", sent: "ok", failed: "bad" };

/** What was sent and what waits, the newest first: whether it arrived, why not, and once more. */
export function AlertRows({ alerts }: { alerts: readonly AlertLine[] }) {
  return (
    <ul className="divide-y divide-line">
      {alerts.map((alert) => (
        <li key={alert.id} className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1 py-3 text-sm">
          <Told alert={alert} />
          <ActionForm action={resendAlertAction} label={`${text.resend} ${alert.head}`}>
            <input type="hidden" name="id" value={String(alert.id)} />
            <Submit kind="outline">{text.resend}</Submit>
          </ActionForm>
        </li>
      ))}
    </ul>
  );
}

function Told({ alert }: { alert: AlertLine }) {
  const { event, status, channel, head, amountFen, path, tries, problem, dueAt, createdAt, endedAt } = alert;
  return (
    <div className="min-w-0 flex-1 basis-60">
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <Badge tone={TONES[status]}>{text.lineStatus[status]}</Badge>
        <span className="font-medium">{text.events[event]}</span>
        {amountFen !== null && <span className="tabular-nums">{formatFen(amountFen)}</span>}
      </p>
      <p className="mt-1 break-all">
        {path ? (
          <Link href={path as Route} className="inline-flex min-h-11 items-center text-alipay md:min-h-8">
            {head}
          </Link>
        ) : (
          <span className="text-ink-3">{text.noLonger}</span>
        )}
      </p>
      <p className="flex flex-wrap gap-x-3 text-ink-3 text-xs">
        <span>{channel}</span>
        <Time at={endedAt ?? createdAt} />
        {tries > 1 && <span>{text.tries(tries)}</span>}
        {dueAt && tries > 0 && (
          <span>
            {text.nextTry} <Time at={dueAt} short />
          </span>
        )}
      </p>
      {problem && <p className="mt-1 text-brand-deep">{problemInWords(problem)}</p>}
    </div>
  );
}
