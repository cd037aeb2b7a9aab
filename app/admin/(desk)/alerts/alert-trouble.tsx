import Link from "next/link";
import { buttonClass } from "@/components/button";
import { Icon } from "@/components/icon";
import { readAlertTrouble } from "@/lib/shop/alerts/list-alerts";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { readStoppedWays } from "@/lib/shop/word/channels/list-word-channels";
import { stoppedWays, text } from "./text";

/** On every page while a channel is stopped, and for a day after an alert was given up. */
export async function AlertTrouble() {
  const shop = getShop();
  const [{ stopped: channels, failed }, ways] = await Promise.all([readAlertTrouble(shop), readStoppedWays(shop)]);
  const stopped = [...channels, ...ways.map((medium) => stoppedWays[medium])];
  if (stopped.length === 0 && failed === 0) return null;
  return (
    <div className="mb-4 flex flex-wrap items-center gap-3 rounded-card border-2 border-brand bg-brand-soft p-4 text-brand-deep">
      <Icon name="bell" className="size-7 shrink-0" />
      <div className="min-w-0 flex-1">
        <p className="font-semibold">{text.trouble.title}</p>
        {stopped.length > 0 && <p className="break-all text-sm">{text.trouble.stopped(stopped)}</p>}
        {failed > 0 && <p className="text-sm">{text.trouble.failed(failed)}</p>}
      </div>
      <Link
        href={channels.length === 0 && failed === 0 ? "/admin/alerts/buyers" : "/admin/alerts"}
        className={buttonClass("primary", "w-full md:w-auto")}
      >
        {text.trouble.see}
      </Link>
    </div>
  );
}
