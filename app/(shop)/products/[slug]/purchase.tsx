"use client";

import { type ComponentType, type FormEvent, type ReactNode, useCallback, useEffect, useRef, useState } from "react";
import { BottomSheet } from "@/components/bottom-sheet";
import { formData } from "@/components/form-data";
import { Notice } from "@/components/notice";
import { Toast } from "@/components/toast";
import { useAction } from "@/components/use-action";
import { type Made, useMine } from "@/components/use-mine";
import { takeGoods } from "./actions";
import type { Goods, Limit } from "./choice-fields";
import type { LiveChoiceProps } from "./live-choice";
import { OfVisitor } from "./of-visitor";

type PurchaseProps = {
  /** null: nothing is left to choose. */
  goods: Goods | null;
  made: Made<{ cart: number; limit: Limit }>;
  /** What the sheet is called. */
  sheet: string;
  /** What is chosen at first, in words. */
  first: string;
  /** The fields of the sheet, until those that follow the choice are there. */
  plain: ReactNode;
  /** Its buttons, in a group whose `data-opened` says for which of them the sheet was opened. */
  buttons: ReactNode;
  children: ReactNode;
};

/** What one may buy of it, the page below it (`children`), and the sheet that whatever has `data-opens` opens. Success closes the sheet, a refusal leaves it open. */
export function Purchase({ goods, made, sheet, first, plain, buttons, children }: PurchaseProps) {
  const { cart, limit } = useMine(made);
  const { answer, turn, isPending, formAction, send } = useAction("goods", takeGoods);
  const [opened, setOpened] = useState<string | null>(null);
  const [chosen, setChosen] = useState(first);
  const form = useRef<HTMLFormElement>(null);
  const Live = useSheet(setOpened);
  const [seenTurn, setSeenTurn] = useState(turn);
  if (seenTurn !== turn) {
    setSeenTurn(turn);
    if (answer?.ok) setOpened(null);
  }
  // The answer has no open sheet to stand in.
  const isAside = (opened === null || !goods) && turn > 0;
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    // Sent by script to keep what was chosen, since React resets a form after its action.
    event.preventDefault();
    if (!isPending) send(formData(event.currentTarget, event.nativeEvent as SubmitEvent));
  };
  return (
    <OfVisitor value={{ cart, chosen }}>
      {limit.words && <p className="-mt-3.5 bg-card px-4 pb-5 text-amber text-sm">{limit.words}</p>}
      {children}
      <Toast message={answer?.ok || isAside ? (answer?.message ?? "") : ""} turn={turn} />
      {goods && (
        <BottomSheet open={opened !== null} onClose={() => setOpened(null)} title={sheet}>
          <form ref={form} id="choice" data-choice="" action={formAction} onSubmit={onSubmit}>
            {Live ? <Live {...goods} before={form.current} limit={limit} onChosen={setChosen} /> : plain}
            <Notice kind="error" className="mb-3">
              {answer && !answer.ok && !isAside ? answer.message : ""}
            </Notice>
            <fieldset disabled={isPending || limit.most === 0} data-opened={opened} className="group flex gap-3">
              {buttons}
            </fieldset>
          </form>
        </BottomSheet>
      )}
    </OfVisitor>
  );
}

/** Opens the sheet, and brings its living fields with the first touch of the page; where they do not come, the plain ones do. */
function useSheet(open: (by: string) => void) {
  const [Live, setLive] = useState<ComponentType<LiveChoiceProps> | null>(null);
  const bring = useCallback(() => {
    import("./live-choice").then(
      ({ LiveChoice }) => setLive(() => LiveChoice),
      () => {},
    );
  }, []);
  useEffect(() => {
    const openBy = (opener: HTMLElement | null) => {
      if (!opener?.dataset.opens) return;
      delete opener.dataset.opening;
      bring();
      open(opener.dataset.opens);
    };
    const onClick = ({ target }: Event) => openBy(target instanceof Element ? target.closest<HTMLElement>("[data-opens]") : null);
    document.addEventListener("pointerdown", bring, { once: true });
    document.addEventListener("click", onClick);
    openBy(document.querySelector<HTMLElement>("[data-opens][data-opening]")); // tapped before this was here (lib/server/pages/hashed-page.ts)
    return () => {
      document.removeEventListener("pointerdown", bring);
      document.removeEventListener("click", onClick);
    };
  }, [bring, open]);
  return Live;
}
