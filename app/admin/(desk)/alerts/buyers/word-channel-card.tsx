import { eventsStamp } from "@/lib/shop/alerts/channels/save-channel";
import type { WordChannel } from "@/lib/shop/word/channels/list-word-channels";
import type { WordChannelStatus } from "@/lib/shop/word/channels/word-channel";
import { WORD_EVENTS } from "@/lib/shop/word/outbox/word-event";
import { ActionForm } from "../../../form/action-form";
import { FormField } from "../../../form/form-field";
import { Submit } from "../../../form/submit";
import { WasField } from "../../../form/was-field";
import { Badge, type Tone } from "../../../parts/badge";
import { Fold } from "../../../parts/fold";
import { Time } from "../../../parts/time";
import { EventFields } from "../event-fields";
import { text as alerts, problemInWords, wayNames } from "../text";
import { changeWordEventsAction, deleteWordsAction, pauseWordsAction, testWordMailAction, testWordSmsAction } from "./actions";
import { text } from "./text";

const TONES: Record<WordChannelStatus, Tone> = { active: "ok", paused: "quiet", stopped: "bad" };

/** A way to buyers: how it is, a test, what it tells of, and the ways to still it. */
export function WordChannelCard({ channel }: { channel: WordChannel }) {
  const { id, medium, kind, target, events, status, problem, sentAt } = channel;
  const name = wayNames[medium];
  return (
    <div className="rounded-card border border-line bg-card p-4 pb-1">
      <div className="flex flex-wrap items-center gap-2">
        <h3 className="font-semibold">{text.kinds[kind]}</h3>
        <Badge tone={TONES[status]}>{text.status[status]}</Badge>
      </div>
      <p className="mt-1 break-all text-ink-2 text-sm">{target}</p>
      <p className="mt-1 flex flex-wrap gap-x-3 text-ink-3 text-xs">
        {sentAt ? (
          <span>
            {alerts.lastSent} <Time at={sentAt} short />
          </span>
        ) : (
          <span>{alerts.never}</span>
        )}
        <span>{text.counts(channel)}</span>
      </p>
      {problem && <p className="mt-2 text-brand-deep text-sm">{problemInWords(problem)}</p>}
      {status === "stopped" && <p className="mt-1 text-ink-2 text-sm">{text.stoppedHint}</p>}
      <div className="my-3">
        <ActionForm
          action={medium === "email" ? testWordMailAction : testWordSmsAction}
          label={`${alerts.test} ${name}`}
          className="flex flex-wrap items-end gap-3"
        >
          <input type="hidden" name="id" value={id} />
          <FormField
            label={medium === "email" ? text.labels.testEmail : text.labels.testPhone}
            name="to"
            type={medium === "email" ? "email" : "tel"}
            autoComplete={medium === "email" ? "email" : "tel-national"}
            required
            className="min-w-0 flex-1 basis-56"
          />
          <Submit kind="outline">{alerts.test}</Submit>
        </ActionForm>
      </div>
      <Fold name={alerts.change} look="line">
        <ActionForm action={changeWordEventsAction} label={`${text.labels.events} ${name}`} className="flex flex-col gap-3">
          <input type="hidden" name="id" value={id} />
          <WasField was={eventsStamp(events)} />
          <EventFields legend={text.labels.events} words={text.events} events={WORD_EVENTS} chosen={events} />
          <Submit className="self-start">{alerts.save}</Submit>
        </ActionForm>
        <ActionForm action={pauseWordsAction} label={`${status === "active" ? alerts.pause : alerts.resume} ${name}`} className="mt-4">
          <input type="hidden" name="id" value={id} />
          <input type="hidden" name="pause" value={status === "active" ? "yes" : "no"} />
          <Submit kind="outline">{status === "active" ? alerts.pause : alerts.resume}</Submit>
        </ActionForm>
        <ActionForm
          action={deleteWordsAction}
          label={`${alerts.remove} ${name}`}
          className="mt-4 flex items-center gap-3 border-line border-t py-3"
        >
          <input type="hidden" name="id" value={id} />
          <Submit kind="outline" className="shrink-0">
            {alerts.remove}
          </Submit>
          <span className="text-ink-3 text-xs">{text.removeHint}</span>
        </ActionForm>
      </Fold>
    </div>
  );
}
