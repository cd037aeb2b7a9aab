"use client";

import { useState } from "react";
import { Button } from "@/components/button";
import { Notice } from "@/components/notice";
import { useForm } from "@/components/use-form";
import { withdrawRequestAction } from "../actions";
import { ConfirmSheet, type ConfirmWords } from "../confirm-sheet";
import { useShownRefunds } from "./use-shown-refunds";

type WithdrawRequestProps = {
  words: ConfirmWords;
  no: string;
  /** Of the request that waits; null: none does. */
  refundNo: string | null;
};

/** 撤回申请. It stays when the owner was quicker and nothing waits any more, to say so. */
export function WithdrawRequest({ words, no, refundNo }: WithdrawRequestProps) {
  const [isOpen, setOpen] = useState(false);
  const { state, isPending, form } = useForm("withdraw", withdrawRequestAction);
  useShownRefunds(state);
  return (
    <>
      <Notice kind="warn" className="my-3">
        {state && !state.ok ? state.message : null}
      </Notice>
      {refundNo && (
        <>
          <ConfirmSheet no={no} form={form} isPending={isPending} words={words} open={isOpen} onClose={() => setOpen(false)}>
            <input type="hidden" name="refundNo" value={refundNo} />
          </ConfirmSheet>
          <p className="mt-3 flex justify-end" data-needs-script="">
            <Button kind="outline" className="text-sm!" onClick={() => setOpen(true)}>
              {words.open}
            </Button>
          </p>
        </>
      )}
    </>
  );
}
