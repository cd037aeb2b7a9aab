import Link from "next/link";
import { Icon } from "@/components/icon";
import type { ContractAlarm as Alarm } from "@/lib/shop/contracts/standing";
import { variablesOf } from "@/lib/shop/contracts/variables";
import { Time } from "../parts/time";
import { alarmText as text } from "./contract-text";
import { currentAlarms } from "./current-alarms";

/** On every page until it is over: Alipay refuses a contract, or nothing that it says can be verified. One alarm a contract. */
export async function ContractAlarms() {
  const alarms = await currentAlarms();
  const first = alarms.filter((alarm, at) => alarms.findIndex(({ identity }) => identity === alarm.identity) === at);
  return first.map((alarm) => <ContractAlarm key={alarm.identity} alarm={alarm} />);
}

/** What is wrong, why, and what to do; of Alipay's own words no more than its code. */
export function ContractAlarm({ alarm }: { alarm: Alarm }) {
  const { kind, cause, contract, since, refusals, code, closesCheckout, isCurrent } = alarm;
  const variables = variablesOf(alarm);
  const reason = kind === "unverified" ? text.unverified : text.refused(cause);
  return (
    <section role="alert" className="mb-4 rounded-card border-2 border-brand bg-brand-soft p-4 text-brand-deep">
      <h2 className="flex items-center gap-2 font-semibold">
        <Icon name="alert" className="size-6 shrink-0" />
        {text.title(kind, { closesCheckout, isCurrent })}
      </h2>
      <p className="mt-1 text-sm">{closesCheckout ? text.closed : isCurrent ? text.open : text.openElsewhere}</p>
      <div className="mt-3 space-y-2 rounded-xl bg-card p-3 text-ink text-sm">
        <h3 className="font-semibold">{text.why}</h3>
        <p>{reason.says}</p>
        {alarm.why.map(({ says, change, about }) => (
          <p key={says + about}>
            {says}
            {about && <code className="ml-1 break-all">{about}</code>}
            <span className="block text-ink-2">{change}</span>
          </p>
        ))}
        <h3 className="pt-1 font-semibold">{text.whatToDo}</h3>
        <p>{reason.change}</p>
        {variables.length > 0 && (
          <p>
            {text.variables} <code className="break-all">{variables.join("、")}</code>
          </p>
        )}
        <p className="text-ink-2">{text.ends}</p>
        <p className="text-ink-2">
          {text.doctor} <code className="whitespace-nowrap">npm run alipay -- check</code>
        </p>
      </div>
      <p className="mt-3 text-sm">
        <code className="break-all">{contract}</code>
        {text.since} <Time at={since} />
        {text.count(refusals, code)}
      </p>
      <Link href="/admin#contracts" className="mt-1 inline-flex min-h-11 items-center font-medium underline underline-offset-4">
        {text.card}
      </Link>
    </section>
  );
}
