import { Field } from "@/components/field";

/** What a shopper is offered, in words. `email`: what stands in the field, null where no mails are offered; `sms`: whether it is ticked, or the same. */
export type WordOffer = {
  words: { title: string; email: string; emailHint: string; sms: string; smsHint: string };
  email: string | null;
  sms: boolean | null;
};

type WordFieldsProps = { offer: WordOffer; values: Record<string, string> | undefined; error: string | undefined };

/** By what a buyer wants word of an order. `values`: what was typed into a form that came back. */
export function WordFields({ offer: { words, email, sms }, values, error }: WordFieldsProps) {
  const isTicked = values ? values.sms === "on" : sms === true;
  return (
    <>
      {/* Which ways were asked about: an unticked box sends nothing, as one that is not there. */}
      <input type="hidden" name="word" value={[email !== null && "email", sms !== null && "sms"].filter(Boolean).join(" ")} />
      {email !== null && (
        <Field
          label={words.email}
          hint={words.emailHint}
          error={error}
          name="email"
          type="email"
          inputMode="email"
          autoComplete="email"
          maxLength={254}
          defaultValue={values?.email ?? email}
        />
      )}
      {sms !== null && (
        <div>
          {/* A new key makes a new box: React resets a form after its action to what was ticked at first. */}
          <label key={`${isTicked}`} className="flex min-h-11 cursor-pointer items-center gap-2.5">
            <input
              type="checkbox"
              name="sms"
              aria-describedby="sms-hint"
              defaultChecked={isTicked}
              className="size-5 shrink-0 accent-brand"
            />
            {words.sms}
          </label>
          <p id="sms-hint" className="text-ink-3 text-xs">
            {words.smsHint}
          </p>
        </div>
      )}
    </>
  );
}
