import type { Channel, ChannelStatus } from "@/lib/shop/alerts/channels/channel";
import { eventsStamp } from "@/lib/shop/alerts/channels/save-channel";
import { ALERT_EVENTS } from "@/lib/shop/alerts/outbox/alert-event";
import { ActionForm } from "../../form/action-form";
import { Submit } from "../../form/submit";
import { WasField } from "../../form/was-field";
import { Badge, type Tone } from "../../parts/badge";
import { Fold } from "../../parts/fold";
import { Time } from "../../parts/time";
import { changeEventsAction, deleteChannelAction, pauseChannelAction, testChannelAction } from "./actions";
import { EventFields } from "./event-fields";
import { problemInWords, text } from "./text";

const TONES: Record<ChannelStatus, Tone> = { active: "ok", paused: "quiet", stopped: "bad" };

/** A channel: how it is, a test, what it is told of, and the ways to still it. */
export function ChannelCard({ channel }: { channel: Channel }) {
  const { id, kind, name, target, events, status, problem, sentAt, waiting } = channel;
  return (
    <div className="rounded-card border border-line bg-card p-4 pb-1">
      <div className="flex flex-wrap items-center gap-2">
        <h3 className="min-w-0 break-all font-semibold">{name}</h3>
        <Badge tone={TONES[status]}>{text.status[status]}</Badge>
      </div>
      <p className="mt-1 break-all text-ink-2 text-sm">
        {text.kinds[kind]} <code className="text-xs">{target}</code>
      </p>
      <p className="mt-1 flex flex-wrap gap-x-3 text-ink-3 text-xs">
        {sentAt ? (
          <span>
            {text.lastSent} <Time at={sentAt} short />
          </span>
        ) : (
          <span>{text.never}</span>
        )}
        {waiting > 0 && <span>{text.waiting(waiting)}</span>}
      </p>
      {problem && <p className="mt-2 text-brand-deep text-sm">{problemInWords(problem)}</p>}
      {status === "stopped" && <p className="mt-1 text-ink-2 text-sm">{text.stoppedHint}</p>}
      <div className="my-3 flex flex-wrap items-start gap-3">
        <ActionForm action={testChannelAction} label={`${text.test} ${name}`}>
          <input type="hidden" name="id" value={id} />
          <Submit kind="outline">{text.test}</Submit>
        </ActionForm>
        <ActionForm action={pauseChannelAction} label={`${status === "active" ? text.pause : text.resume} ${name}`}>
          <input type="hidden" name="id" value={id} />
          <input type="hidden" name="pause" value={status === "active" ? "yes" : "no"} />
          <Submit kind="outline">{status === "active" ? text.pause : text.resume}</Submit>
        </ActionForm>
      </div>
      <Fold name={text.change} look="line">
        <ActionForm action={changeEventsAction} label={`${text.labels.events} ${name}`} className="flex flex-col gap-3">
          <input type="hidden" name="id" value={id} />
          <WasField was={eventsStamp(events)} />
          <EventFields legend={text.labels.events} words={text.events} events={ALERT_EVENTS} chosen={events} />
          <Submit className="self-start">{text.save}</Submit>
        </ActionForm>
        <ActionForm
          action={deleteChannelAction}
          label={`${text.remove} ${name}`}
          className="mt-4 flex items-center gap-3 border-line border-t py-3"
        >
          <input type="hidden" name="id" value={id} />
          <Submit kind="outline" className="shrink-0">
            {text.remove}
          </Submit>
          <span className="text-ink-3 text-xs">{text.removeHint}</span>
        </ActionForm>
      </Fold>
    </div>
  );
}
