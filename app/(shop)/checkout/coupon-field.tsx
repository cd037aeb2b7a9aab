import { Button } from "@/components/button";
import { Field } from "@/components/field";

export type CouponWords = { title: string; placeholder: string; apply: string; remove: string };

type CouponFieldProps = {
  /** What is said of the coupon that counts; null: none does. */
  applied: string | null;
  typed: string | undefined;
  words: CouponWords;
};

/** A code to type, or the one that counts. Both buttons send the form, which then says only what the code does. */
export function CouponField({ applied, typed, words }: CouponFieldProps) {
  return (
    <section className="rounded-card bg-card p-4">
      {applied === null ? (
        <div className="flex items-end gap-2">
          <Field
            label={words.title}
            name="code"
            className="min-w-0 flex-1"
            placeholder={words.placeholder}
            maxLength={80}
            autoComplete="off"
            autoCapitalize="characters"
            defaultValue={typed}
          />
          <Button type="submit" name="intent" value="coupon" kind="outline" className="shrink-0">
            {words.apply}
          </Button>
        </div>
      ) : (
        <p className="flex items-center justify-between gap-3 text-sm">
          <span className="min-w-0 break-words font-medium">{applied}</span>
          <button type="submit" name="intent" value="no_coupon" className="-my-2 min-h-11 shrink-0 px-2 text-alipay">
            {words.remove}
          </button>
        </p>
      )}
    </section>
  );
}
