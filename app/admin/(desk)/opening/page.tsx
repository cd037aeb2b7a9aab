import type { Metadata } from "next";
import { currentOpening } from "@/app/current-opening";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { findDemoGoods } from "@/lib/shop/demo-goods/find-demo-goods";
import { readCheck } from "@/lib/shop/first-steps/read-check";
import { readSteps } from "@/lib/shop/first-steps/steps";
import { previewToken } from "@/lib/shop/opening/preview";
import { MAX_NOTE_LENGTH, type Opening, type Standing } from "@/lib/shop/opening/standing";
import { ActionForm } from "../../form/action-form";
import { FormField } from "../../form/form-field";
import { Submit } from "../../form/submit";
import { requireMember } from "../../member";
import { Badge, type Tone } from "../../parts/badge";
import { PageTitle } from "../../parts/page-title";
import { RefreshOnReturn } from "../../parts/refresh-on-return";
import { Section } from "../../parts/section";
import { progressOf, StepList } from "../first-steps/step-list";
import { addDemoGoodsAction, openShopAction, pauseShopAction, removeDemoGoodsAction, resumeShopAction } from "./actions";
import { ContractCheck } from "./contract-check";
import { Preview } from "./preview";
import { text } from "./text";

export const metadata: Metadata = { title: text.title };

const TONE: Record<Standing, Tone> = { preparing: "wait", open: "ok", paused: "act" };

export default async function OpeningPage() {
  await requireMember("settings", "/admin/opening");
  const shop = getShop();
  const [opening, steps, check, demo] = await Promise.all([currentOpening(), readSteps(shop), readCheck(shop), findDemoGoods(shop)]);
  const { shopUrl, demo: isDemo } = shop.config;
  const isPreparing = opening.standing === "preparing";
  const token = isPreparing ? await previewToken(shop) : null;
  const title = (
    <>
      {text.title}
      <Badge tone={TONE[opening.standing]}>{text.standing[opening.standing]}</Badge>
    </>
  );
  return (
    <>
      <RefreshOnReturn />
      <PageTitle title={title} />
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <div className="flex flex-col gap-4">
          {isPreparing && (
            <Section title={progressOf(steps)}>
              <p className="mb-4 text-ink-2 text-sm">{text.lead}</p>
              <StepList steps={steps} />
            </Section>
          )}
          <StandingCard opening={opening} isDemo={isDemo} />
        </div>
        <div className="flex flex-col gap-4">
          <Preview shopUrl={shopUrl} token={token} />
          <ContractCheck check={check} />
          <DemoGoods count={demo.length} mayAdd={isPreparing || isDemo} />
        </div>
      </div>
    </>
  );
}

/** Whether the shop sells, and the one thing to do about it. */
function StandingCard({ opening: { standing, note }, isDemo }: { opening: Opening; isDemo: boolean }) {
  return (
    <Section title={text.standing[standing]} id="standing">
      <p className="mb-3 text-ink-2 text-sm">{text.standingHint[standing]}</p>
      {isDemo && <p className="mb-3 text-ink-2 text-sm">{text.demoHint}</p>}
      {note && (
        <p className="mb-3 rounded-xl bg-paper px-3 py-2 text-sm">
          {text.noteIs}
          {note}
        </p>
      )}
      {standing === "preparing" && (
        <ActionForm action={openShopAction} label={text.open}>
          <Submit className="w-full sm:w-auto">{text.open}</Submit>
          <p className="mt-2 text-ink-3 text-xs">{text.openHint}</p>
        </ActionForm>
      )}
      {standing === "paused" && (
        <ActionForm action={resumeShopAction} label={text.resume}>
          <Submit>{text.resume}</Submit>
        </ActionForm>
      )}
      {standing === "open" && (
        <ActionForm action={pauseShopAction} label={text.pause} className="flex flex-col gap-3" fold={{ name: text.pause }}>
          <p className="text-ink-2 text-sm">{text.pauseHint}</p>
          <FormField label={text.note} hint={text.noteHint} name="note" maxLength={MAX_NOTE_LENGTH} autoComplete="off" />
          <Submit kind="outline" className="self-start">
            {text.pause}
          </Submit>
        </ActionForm>
      )}
    </Section>
  );
}

function DemoGoods({ count, mayAdd }: { count: number; mayAdd: boolean }) {
  return (
    <Section title={text.demo.title} id="demo">
      <p className="text-ink-2 text-sm">{text.demo.hint}</p>
      <p className="my-3 font-medium text-sm">{count > 0 ? text.demo.some(count) : text.demo.none}</p>
      <div className="flex flex-wrap gap-3">
        {mayAdd ? (
          <ActionForm action={addDemoGoodsAction} label={text.demo.add}>
            <Submit kind="outline">{text.demo.add}</Submit>
          </ActionForm>
        ) : (
          <p className="text-ink-3 text-sm">{text.demo.notHere}</p>
        )}
        {count > 0 && (
          <ActionForm action={removeDemoGoodsAction} label={text.demo.remove}>
            <Submit kind="outline">{text.demo.remove}</Submit>
          </ActionForm>
        )}
      </div>
    </Section>
  );
}
