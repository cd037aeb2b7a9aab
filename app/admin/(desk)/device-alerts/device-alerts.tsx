import { Icon } from "@/components/icon";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { type DeviceAlert, listDeviceAlerts } from "@/lib/shop/owners/sessions/device-alerts";
import type { Session } from "@/lib/shop/owners/sessions/session";
import { ActionForm } from "../../form/action-form";
import { Submit } from "../../form/submit";
import { deviceInWords, placeInWords } from "../../parts/device-words";
import { Facts } from "../../parts/facts";
import { Time } from "../../parts/time";
import { acknowledgeDeviceAction, refuseDeviceAction } from "./actions";
import { text } from "./text";

/** On every page until the owner has answered: somebody logged in from a browser that never did before. */
export async function DeviceAlerts({ session }: { session: Session }) {
  const alerts = await listDeviceAlerts(getShop(), session);
  return alerts.map((alert) => <Alert key={alert.id} alert={alert} />);
}

function Alert({ alert: { id, userAgent, ip, createdAt } }: { alert: DeviceAlert }) {
  return (
    <section aria-label={text.title} className="mb-4 rounded-card border-2 border-brand bg-brand-soft p-4 text-brand-deep">
      <h2 className="mb-1 flex items-center gap-2 font-semibold">
        <Icon name="alert" className="size-6" />
        {text.title}
      </h2>
      <p className="mb-3 text-sm">{text.lead}</p>
      <Facts
        className="mb-3 text-ink"
        facts={[
          [text.device, deviceInWords(userAgent)],
          [text.time, <Time key="t" at={createdAt} />],
          [text.place, placeInWords(ip)],
        ]}
      />
      <div className="flex flex-wrap items-start gap-3">
        <ActionForm action={acknowledgeDeviceAction} label={text.mine}>
          <input type="hidden" name="deviceId" value={String(id)} />
          <Submit kind="outline">{text.mine}</Submit>
        </ActionForm>
        <ActionForm action={refuseDeviceAction} className="flex flex-col gap-3" label={text.notMine}>
          <input type="hidden" name="deviceId" value={String(id)} />
          <Submit>{text.notMine}</Submit>
        </ActionForm>
      </div>
    </section>
  );
}
