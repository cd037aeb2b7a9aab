"use client";

import { Button } from "@/components/button";
import { Notice } from "@/components/notice";
import { useForm } from "@/components/use-form";
import { payAction } from "./actions";
import { OrderRef } from "./order-ref";
import type { PayWords } from "./script-text";

/**
 * `totalFen`: what it costs as it is shown, so that no other sum is paid by this button. `termChanges`: how often the owner had changed
 * the order, only where its address is shown too.
 */
type PayFormProps = {
  words: PayWords;
  no: string;
  totalFen: number;
  termChanges?: number;
  label?: string;
  className?: string;
  noticeClassName?: string;
};

/** 立即付款: posts and is redirected to the cashier, or shows why not. */
export function PayForm({ words, no, totalFen, termChanges, label = words.button, className = "", noticeClassName = "" }: PayFormProps) {
  const { state, isPending, form } = useForm(`pay ${no}`, payAction);
  return (
    <form {...form} className={className}>
      <OrderRef no={no} />
      <input type="hidden" name="total" value={totalFen} />
      {termChanges !== undefined && <input type="hidden" name="terms" value={termChanges} />}
      <Button type="submit" kind="pay" disabled={isPending} className="w-full">
        {isPending ? words.going : label}
      </Button>
      <div className={noticeClassName}>
        <Notice kind="error">{!isPending && state && !state.ok ? state.message : null}</Notice>
      </div>
    </form>
  );
}
