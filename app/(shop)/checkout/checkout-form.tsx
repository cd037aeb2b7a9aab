"use client";

import type { Route } from "next";
import { type FormEvent, type ReactNode, useEffect, useState } from "react";
import { ActionBar } from "@/components/action-bar";
import { Button } from "@/components/button";
import { Field } from "@/components/field";
import { Link } from "@/components/link";
import { Notice } from "@/components/notice";
import { MARK, OwnersWords } from "@/components/owners-words";
import { Price } from "@/components/price";
import { useWords } from "@/components/script-words";
import { useFocusOnError } from "@/components/use-focus-on-error";
import { useForm } from "@/components/use-form";
import { fill } from "@/lib/language/fill";
import type { Address } from "@/lib/shop/addresses/address";
import { areaText, parseAreaText } from "@/lib/shop/addresses/area";
import type { WantedLine } from "@/lib/shop/cart/cart";
import { encodeItems, parseItems, quoteShipping, quoteTotalFen, type ShippingQuote, type ShownItem } from "@/lib/shop/checkout/quote";
import type { FreightBook } from "@/lib/shop/freight/freight";
import { formatFen } from "@/lib/shop/money";
import type { PasteParts } from "../paste-box";
import { toFreeInWords } from "../to-free-in-words";
import { WordFields, type WordOffer } from "../word-fields";
import { submitOrder } from "./actions";
import { AddressSection } from "./address-section";
import { CouponField, type CouponWords } from "./coupon-field";
import { provinceIn } from "./line-changes";
import { type NotSent, QuoteList } from "./quote-list";
import type { CheckoutWords } from "./text";
import { useAreaSheet } from "./use-area-sheet";
import { useKeptKey } from "./use-kept-key";
import { useProblems } from "./use-problems";

/** What comes off, as the server has counted it and put it into words. */
export type ShownDiscount = {
  discountFen: number;
  parts: { name: string; off: string }[];
  next: string | null;
  /** What is to be said of freight that is free from some sum on. */
  freeBefore: string | null;
  /** The coupon that counts, and that it does. */
  code: string | null;
  inUse: string | null;
};

type CheckoutFormProps = {
  words: CheckoutWords;
  lines: WantedLine[];
  book: FreightBook;
  discount: ShownDiscount;
  buy: string;
  remembered: Address | null;
  freshKey: string;
  /** Made by the server: 智能识别. */
  paste: PasteParts;
  /** The same: the browser's other addresses. */
  choice: ReactNode;
  /** The same: how one pays. */
  payWith: ReactNode;
  coupon: CouponWords;
  /** null: the owner offers no word of orders. */
  word: WordOffer | null;
};

/** The checkout as one form. Refusals come back with everything that was typed, beside the goods as they are now. */
export function CheckoutForm(props: CheckoutFormProps) {
  const { words: text, lines, book, discount, buy, remembered, freshKey, paste, choice, payWith, coupon, word } = props;
  const { state, isPending, form } = useForm("checkout", submitOrder);
  const { ownersLang } = useWords();
  const values = state?.values ?? {};
  const { message, link, errors, correct } = useProblems(state);
  const [region, setRegion] = useState(values.region ?? (remembered ? areaText(remembered) : ""));
  // A place that was typed in other words comes back as the server knows it, so that the freight shown is the one to pay.
  useEffect(() => {
    if (state?.values?.region) setRegion(state.values.region);
  }, [state]);
  const picker = useAreaSheet();
  const [key, keepKey] = useKeptKey(values.idempotencyKey ?? freshKey);
  useFocusOnError(form.ref, state);
  const pickRegion = (picked: string) => {
    setRegion(picked);
    correct("region");
  };
  const send = (event: FormEvent<HTMLFormElement>) => {
    keepKey();
    form.onSubmit(event);
  };
  const correctInput = (event: FormEvent) => correct((event.target as HTMLInputElement).name);
  const province = parseAreaText(region)?.province ?? null;
  const quote = quoteShipping(book, lines, province);
  const notSent = { province, lines: quote.undeliverable };
  const problem = problemOf(message, errors) ?? refusalOf(text, notSent, ownersLang);
  const address = {
    words: text.address,
    remembered,
    values,
    errors,
    region,
    onRegion: pickRegion,
    isTyped: picker.isTyped,
    isComing: picker.isComing,
    onOpenPicker: picker.open,
    paste,
    choice,
    filled: state?.ok ? state.message : null,
  };
  return (
    <>
      <form {...form} onSubmit={send} onInput={correctInput} noValidate className="space-y-3 p-3">
        <input type="hidden" name="idempotencyKey" value={key} />
        <input type="hidden" name="items" value={encodeItems(lines)} />
        <input type="hidden" name="shipping" value={quote.shippingFen ?? ""} />
        <input type="hidden" name="buy" value={buy} />
        <input type="hidden" name="discount" value={discount.discountFen} />
        <input type="hidden" name="coupon" value={discount.code ?? ""} />
        {/* Enter in a field presses the form's first button: that is 提交订单, neither a code's nor that of a pasted text. */}
        <button type="submit" disabled={isPending} tabIndex={-1} aria-hidden="true" className="sr-only">
          {text.submit}
        </button>
        <AddressSection {...address} />
        <Goods
          words={text}
          lines={lines}
          shown={parseItems(values.items ?? "") ?? []}
          quote={quote}
          discount={discount}
          notSent={notSent}
          payWith={payWith}
        />
        <CouponField applied={discount.inUse} typed={values.code} words={coupon} />
        <Note words={text.note} value={values.note} error={errors.note} />
        {word && (
          <section aria-labelledby="word-title" className="space-y-3 rounded-card bg-card p-4">
            <h2 id="word-title" className="font-semibold">
              {word.words.title}
            </h2>
            <WordFields offer={word} values={state?.values} error={errors.email} />
          </section>
        )}
        <SubmitBar
          words={text}
          lines={lines}
          discountFen={discount.discountFen}
          shippingFen={quote.shippingFen}
          isPending={isPending}
          problem={isPending ? null : problem}
          isGood={state?.isWarning === true}
          link={link}
        />
      </form>
      {picker.Sheet && (
        <picker.Sheet
          words={text.address.picker}
          open={picker.isOpen}
          value={parseAreaText(region)}
          onPick={(area) => pickRegion(areaText(area))}
          onClose={picker.close}
        />
      )}
    </>
  );
}

/** An error of a hidden field is shown as the form's own, since it has no place beside the field. */
function problemOf(message: ReactNode, errors: Record<string, string>): ReactNode {
  return errors.items ?? errors.idempotencyKey ?? message;
}

/** What is not sent to the place that was chosen is said before anybody sends the form. */
function refusalOf(text: CheckoutWords, { province, lines }: NotSent, lang: string | undefined): ReactNode {
  if (province === null || lines.length === 0) return null;
  const titles = lines.map(({ title, variantName }) => `“${[title, variantName].filter(Boolean).join(" ")}”`).join(text.and);
  const sentence = fill(text.notSent, { titles: MARK, province: provinceIn(text, province) });
  return <OwnersWords sentence={sentence} words={titles} lang={lang} />;
}

type GoodsProps = SumsProps & { shown: ShownItem[]; notSent: NotSent };

function Goods({ words, lines, shown, quote, discount, notSent, payWith }: GoodsProps) {
  return (
    <section aria-labelledby="goods-title" className="rounded-card bg-card p-4">
      <h2 id="goods-title" className="font-semibold">
        {words.goods.title}
      </h2>
      <QuoteList words={words} lines={lines} shown={shown} notSent={notSent} />
      <Sums words={words} lines={lines} quote={quote} discount={discount} payWith={payWith} />
    </section>
  );
}

type NoteProps = { words: CheckoutWords["note"]; value: string | undefined; error: string | undefined };

function Note({ words: { label, placeholder }, value, error }: NoteProps) {
  return (
    <section className="rounded-card bg-card p-4">
      <Field label={label} name="note" placeholder={placeholder} error={error} defaultValue={value} />
    </section>
  );
}

type SumsProps = { words: CheckoutWords; lines: WantedLine[]; quote: ShippingQuote; discount: ShownDiscount; payWith: ReactNode };

function Sums({ words, lines, quote: { shippingFen, toFree }, discount, payWith }: SumsProps) {
  const text = words.sums;
  const { ownersLang } = useWords();
  return (
    <dl className="space-y-2 border-line border-t pt-3 text-sm [&>div]:flex [&>div]:justify-between [&_dt]:text-ink-2">
      <div>
        <dt>{text.items}</dt>
        <dd className="text-right tabular-nums">
          {formatFen(quoteTotalFen(lines))}
          {discount.next && <span className="block text-amber text-xs">{discount.next}</span>}
        </dd>
      </div>
      {discount.parts.map((part) => (
        <div key={part.name}>
          <dt lang={ownersLang} className="min-w-0 break-words">
            {part.name}
          </dt>
          <dd className="shrink-0 whitespace-nowrap pl-3 text-price tabular-nums">{part.off}</dd>
        </div>
      ))}
      <div>
        <dt>{text.shipping}</dt>
        <dd aria-live="polite" className="text-right tabular-nums">
          {shippingFen === null ? text.byArea : shippingFen === 0 ? text.free : formatFen(shippingFen)}
          {shippingFen !== null && toFree && <span className="block text-amber text-xs">{toFreeInWords(words.toFree, toFree)}</span>}
          {discount.freeBefore && <span className="block text-ink-3 text-xs">{discount.freeBefore}</span>}
        </dd>
      </div>
      {payWith}
    </dl>
  );
}

type Way = { href: string; words: string };
type SubmitBarProps = {
  words: CheckoutWords;
  lines: WantedLine[];
  discountFen: number;
  shippingFen: number | null;
  isPending: boolean;
  problem: ReactNode;
  /** The answer is no refusal: a code was taken. */
  isGood: boolean;
  link: Way | null;
};

function SubmitBar({ words: text, lines, discountFen, shippingFen, isPending, problem, isGood, link }: SubmitBarProps) {
  const pieces = lines.reduce((sum, line) => sum + line.quantity, 0);
  const said = pieces === 0 ? text.nothingLeft : problem;
  return (
    <ActionBar>
      <div className="absolute inset-x-3 bottom-full mb-3">
        <Notice kind={isGood ? "ok" : "error"} className="shadow-lg">
          {said && link ? <WithLink words={said} link={link} /> : said}
        </Notice>
      </div>
      <p className="flex-1 text-sm">
        <span className="mr-2 text-ink-2 max-[22.5rem]:hidden">{fill(text.goods.count, { count: pieces })}</span>
        {text.sums.total}
        <Price fen={quoteTotalFen(lines) - discountFen + (shippingFen ?? 0)} />
        {shippingFen === null && <span className="block text-ink-2 text-xs">{text.sums.withoutShipping}</span>}
      </p>
      <Button type="submit" disabled={isPending || pieces === 0} className="min-w-32">
        {isPending ? text.submitting : text.submit}
      </Button>
    </ActionBar>
  );
}

/** What is wrong, and where something can be done about it. */
function WithLink({ words, link }: { words: ReactNode; link: Way }) {
  return (
    <>
      {words}
      <Link href={link.href as Route} className="flex min-h-11 items-center font-semibold underline underline-offset-2">
        {link.words}
      </Link>
    </>
  );
}
