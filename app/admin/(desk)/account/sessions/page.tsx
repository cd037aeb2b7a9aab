import type { Metadata } from "next";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { type ListedSession, listSessions } from "@/lib/shop/owners/sessions/list-sessions";
import { ActionForm } from "../../../form/action-form";
import { Submit } from "../../../form/submit";
import { requireSession } from "../../../member";
import { Badge } from "../../../parts/badge";
import { deviceInWords, placeInWords } from "../../../parts/device-words";
import { Facts } from "../../../parts/facts";
import { PageTitle } from "../../../parts/page-title";
import { Section } from "../../../parts/section";
import { Time } from "../../../parts/time";
import { endOthersAction, endSessionAction } from "./actions";
import { text } from "./text";

export const metadata: Metadata = { title: text.title };

const DAY_MS = 24 * 3600_000;

export default async function SessionsPage() {
  const session = await requireSession("account", "/admin/account/sessions");
  const shop = getShop();
  const sessions = await listSessions(shop, session);
  return (
    <>
      <PageTitle title={text.title} back={{ href: "/admin/account", name: text.back }} />
      <p className="mb-4 text-ink-2 text-sm">{text.lead(Math.round(shop.config.ownerAccess.sessionMs / DAY_MS))}</p>
      <ul className="mb-4 grid items-start gap-3 md:grid-cols-2">
        {sessions.map((one) => (
          <li key={one.id} className="rounded-card border border-line bg-card p-4">
            <Device session={one} />
          </li>
        ))}
      </ul>
      <Section title={text.endOthers} className="max-w-xl">
        <ActionForm action={endOthersAction} className="flex flex-col gap-3" label={text.endOthers}>
          <p className="text-ink-2 text-sm">{sessions.length > 1 ? text.endOthersHint : text.onlyHere}</p>
          {sessions.length > 1 && <Submit className="self-start">{text.endOthers}</Submit>}
        </ActionForm>
      </Section>
    </>
  );
}

function Device({ session: { id, isCurrent, userAgent, ip, createdAt, seenAt } }: { session: ListedSession }) {
  const device = deviceInWords(userAgent);
  return (
    <>
      <h2 className="mb-2 flex items-center gap-2 font-semibold">
        {device}
        {isCurrent && <Badge tone="ok">{text.current}</Badge>}
      </h2>
      <Facts
        facts={[
          [text.since, <Time key="t" at={createdAt} />],
          [text.from, placeInWords(ip)],
          [text.seen, <Time key="t" at={seenAt} />],
        ]}
      />
      {!isCurrent && (
        <ActionForm action={endSessionAction} className="mt-3 flex flex-col gap-3" label={`${text.end} ${device}`}>
          <input type="hidden" name="sessionId" value={String(id)} />
          <Submit kind="outline" className="self-start">
            {text.end}
          </Submit>
        </ActionForm>
      )}
    </>
  );
}
