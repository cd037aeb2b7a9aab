import Link from "next/link";
import type { OwnerProduct } from "@/lib/shop/catalog/get-owner-product";
import type { FreightTemplate } from "@/lib/shop/freight/freight";
import { yuanText } from "@/lib/shop/money";
import { FormField } from "../../../form/form-field";
import { FormSelect } from "../../../form/form-select";
import { text } from "./text";

type FreightFieldsProps = { templates: readonly Pick<FreightTemplate, "id" | "name">[]; product?: OwnerProduct | undefined };

/** 包邮, a fixed fee, or one of the shop's templates; a new product is sent free. */
export function FreightFields({ templates, product }: FreightFieldsProps) {
  const { freightKind = "free", freightFeeFen = null, freightTemplateId = null } = product ?? {};
  const options = [
    { value: "free", label: text.freightKinds.free },
    { value: "fixed", label: text.freightKinds.fixed },
    ...templates.map(({ id, name }) => ({ value: `t${id}`, label: text.templateName(name) })),
  ];
  return (
    <div className="grid items-start gap-4 sm:grid-cols-2">
      <div>
        <FormSelect
          label={text.freight}
          name="freight"
          options={options}
          defaultValue={freightKind === "template" ? `t${freightTemplateId}` : freightKind}
        />
        <Link href="/admin/freight" className="inline-flex min-h-11 items-center text-alipay text-sm">
          {text.toTemplates}
        </Link>
      </div>
      <FormField
        label={text.freightFee}
        hint={text.freightFeeHint}
        name="freightFee"
        inputMode="decimal"
        maxLength={9}
        defaultValue={freightFeeFen === null ? "" : yuanText(freightFeeFen)}
        autoComplete="off"
      />
    </div>
  );
}
