import type { ComponentProps } from "react";
import type { OwnerCategory } from "@/lib/shop/catalog/list-owner-categories";
import { dayOf } from "@/lib/shop/day";
import { yuanText } from "@/lib/shop/money";
import type { OwnerPromotion } from "@/lib/shop/promotions/list-promotions";
import { ActionForm } from "../../form/action-form";
import { FormField } from "../../form/form-field";
import { FormSelect } from "../../form/form-select";
import { KeptCheck } from "../../form/kept-check";
import { KeptField } from "../../form/kept-field";
import { Submit } from "../../form/submit";
import { Section } from "../../parts/section";
import { categoryField, lastDayOf, TIERS, tierField } from "./promotion-fields";
import { text } from "./text";

type PromotionFormProps = {
  action: ComponentProps<typeof ActionForm>["action"];
  kind: "reduction" | "coupon";
  categories: OwnerCategory[];
  /** A day of today, for a new one. */
  today: string;
  /** One that is there already, with the slugs of its goods. */
  promotion?: OwnerPromotion;
  slugs?: string[];
};

/** What a promotion is called, gives, asks, and when. */
export function PromotionForm({ action, kind, categories, today, promotion, slugs = [] }: PromotionFormProps) {
  return (
    <ActionForm action={action} className="flex max-w-3xl flex-col gap-4" label={promotion?.name ?? text.add[kind]}>
      {promotion && (
        <>
          <input type="hidden" name="id" value={promotion.id} />
          <KeptField name="version" value={String(promotion.version)} />
        </>
      )}
      <Section title={text.about}>
        <div className="grid items-start gap-4 md:grid-cols-2">
          <FormField
            label={text.name}
            hint={text.nameHint}
            name="name"
            required
            maxLength={20}
            defaultValue={promotion?.name}
            autoComplete="off"
          />
          {kind === "coupon" && !promotion && (
            <FormField
              label={text.code}
              hint={text.codeHint}
              name="code"
              required
              maxLength={20}
              autoComplete="off"
              autoCapitalize="characters"
            />
          )}
        </div>
      </Section>
      <Section title={text.rule}>
        {kind === "reduction" ? <TierFields promotion={promotion} /> : <CouponFields promotion={promotion} />}
      </Section>
      <Section title={text.goods}>
        <ScopeFields promotion={promotion} categories={categories} slugs={slugs} />
      </Section>
      <Section title={text.when}>
        <div className="grid items-start gap-4 md:grid-cols-2">
          <FormField
            label={text.startDay}
            name="startDay"
            type="date"
            required
            defaultValue={promotion ? dayOf(promotion.startsAt) : today}
          />
          <FormField
            label={text.endDay}
            name="endDay"
            type="date"
            required
            defaultValue={promotion ? lastDayOf(dayOf(promotion.endsAt)) : ""}
          />
        </div>
      </Section>
      <Submit className="md:self-start">{text.save}</Submit>
    </ActionForm>
  );
}

function Sum({ label, name, fen, hint }: { label: string; name: string; fen: number | undefined; hint?: string }) {
  return (
    <FormField
      label={label}
      name={name}
      inputMode="decimal"
      maxLength={10}
      autoComplete="off"
      defaultValue={fen ? yuanText(fen) : ""}
      {...(hint && { hint })}
    />
  );
}

function TierFields({ promotion }: { promotion: OwnerPromotion | undefined }) {
  const tiers = promotion?.rule.kind === "reduction" ? promotion.rule.tiers : [];
  return (
    <>
      <p className="mb-3 text-ink-2 text-sm">{text.tiers}</p>
      <ul className="grid gap-3">
        {TIERS.map((tier) => (
          <li key={tier} className="grid grid-cols-2 items-start gap-3">
            <Sum label={text.tierFrom(tier)} name={tierField(tier, "from")} fen={tiers[tier - 1]?.fromFen} />
            <Sum label={text.tierOff(tier)} name={tierField(tier, "off")} fen={tiers[tier - 1]?.offFen} />
          </li>
        ))}
      </ul>
    </>
  );
}

function CouponFields({ promotion }: { promotion: OwnerPromotion | undefined }) {
  const rule = promotion?.rule.kind === "coupon" ? promotion.rule : undefined;
  const off = rule?.off;
  const percent = off?.kind === "percent" ? String(off.payPercent / 10) : "";
  const kinds = (["sum", "percent"] as const).map((value) => ({ value, label: text.offKinds[value] }));
  const count = { inputMode: "numeric", maxLength: 7, autoComplete: "off" } as const;
  return (
    <div className="grid items-start gap-4 md:grid-cols-2">
      <Sum label={text.from} hint={text.fromHint} name="from" fen={rule?.fromFen} />
      <FormSelect label={text.off} name="off" options={kinds} defaultValue={off?.kind} />
      <Sum label={text.offSum} name="offSum" fen={off?.kind === "sum" ? off.offFen : undefined} />
      <FormField
        label={text.percent}
        hint={text.percentHint}
        name="percent"
        inputMode="decimal"
        maxLength={3}
        defaultValue={percent}
        autoComplete="off"
      />
      <Sum label={text.most} name="most" fen={off?.kind === "percent" ? off.mostFen : undefined} />
      <div className="md:col-span-2">
        <h3 className="mb-1 font-medium text-sm">{text.who}</h3>
        <p className="mb-3 text-ink-2 text-sm">{text.countHint}</p>
        <div className="grid grid-cols-2 items-start gap-3">
          <FormField label={text.total} name="total" {...count} defaultValue={promotion?.total ? String(promotion.total) : ""} />
          <FormField
            label={text.perBuyer}
            name="perBuyer"
            {...count}
            defaultValue={promotion?.perBuyer ? String(promotion.perBuyer) : ""}
          />
        </div>
      </div>
    </div>
  );
}

type ScopeFieldsProps = { promotion: OwnerPromotion | undefined; categories: OwnerCategory[]; slugs: string[] };

function ScopeFields({ promotion, categories, slugs }: ScopeFieldsProps) {
  const scope = promotion?.rule.scope ?? { kind: "all" };
  const kinds = (["all", "categories", "products"] as const).map((value) => ({ value, label: text.scopeKinds[value] }));
  return (
    <div className="flex flex-col gap-4">
      <FormSelect label={text.goods} name="scope" options={kinds} defaultValue={scope.kind} />
      <fieldset>
        <legend className="font-medium text-ink-2 text-sm">{text.categories}</legend>
        <ul className="grid grid-cols-2 sm:grid-cols-3">
          {categories.map(({ id, name }) => (
            <li key={id}>
              <KeptCheck name={categoryField(id)} label={name} checked={scope.kind === "categories" && scope.ids.includes(id)} />
            </li>
          ))}
        </ul>
      </fieldset>
      <FormField
        label={text.products}
        hint={text.productsHint}
        name="products"
        multiline
        defaultValue={slugs.map((slug) => `/products/${slug}`).join("\n")}
      />
    </div>
  );
}
