import { LIST_PRICE_BASES } from "@/lib/shop/catalog/list-price";
import { FormSelect } from "../../../form/form-select";
import { optionsText } from "./options-text";

const text = optionsText.matrix;

/** What the prices are that are struck through, of all variants together. */
export function BasisField({ basis }: { basis: string }) {
  return (
    <div className="lg:max-w-lg">
      <FormSelect
        label={text.basis}
        name="basis"
        options={LIST_PRICE_BASES.map((value) => ({ value, label: text.bases[value] }))}
        defaultValue={basis}
      />
      <input type="hidden" name="basisWas" value={basis} />
      <p className="mt-1 text-ink-3 text-xs">{text.basisHint}</p>
    </div>
  );
}
