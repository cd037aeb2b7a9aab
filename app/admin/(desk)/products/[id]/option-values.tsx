import { ProductImage } from "@/components/product-image";
import type { OwnerProduct } from "@/lib/shop/catalog/get-owner-product";
import { MAX_LENGTHS } from "@/lib/shop/catalog/product";
import { FormField } from "../../../form/form-field";
import { FormSelect } from "../../../form/form-select";
import { Submit } from "../../../form/submit";
import { optionsText as text } from "./options-text";

type Value = OwnerProduct["options"][number]["values"][number];

/** The values of one option in their order. `images`: the product's pictures, where each value may have one of them; null where not. */
export function OptionValues({ values, images }: { values: readonly Value[]; images: readonly string[] | null }) {
  return (
    <ul className="flex flex-col gap-3" aria-label={text.values}>
      {values.map((value, index) => (
        <li key={value.id} className="flex flex-wrap items-end gap-2 rounded-xl bg-paper p-3">
          {images && <ProductImage name={value.image || (images[0] ?? "")} alt="" className="size-11 shrink-0 rounded-lg" />}
          <FormField
            label={text.value(index + 1)}
            name={`value-${value.id}`}
            required
            maxLength={MAX_LENGTHS.variantName}
            defaultValue={value.name}
            autoComplete="off"
            className="min-w-24 flex-1"
          />
          {images && images.length > 0 && (
            <div className="basis-full sm:basis-auto">
              <FormSelect
                label={text.pictureOf(value.name)}
                name={`image-${value.id}`}
                options={pictureOptions(images, value.image)}
                defaultValue={value.image}
              />
            </div>
          )}
          <Moves value={value} isFirst={index === 0} isLast={index === values.length - 1} hasPicture={images !== null} />
        </li>
      ))}
    </ul>
  );
}

function pictureOptions(images: readonly string[], current: string) {
  const known = images.map((name, index) => ({ value: name, label: text.picture(index + 1) }));
  const other = current !== "" && !images.includes(current) ? [{ value: current, label: text.otherPicture }] : [];
  return [{ value: "", label: text.noPicture }, ...known, ...other];
}

type MovesProps = { value: Value; isFirst: boolean; isLast: boolean; hasPicture: boolean };

function Moves({ value: { id, name }, isFirst, isLast, hasPicture }: MovesProps) {
  return (
    <div className={`ml-auto flex flex-wrap items-start justify-end ${hasPicture ? "-mb-2 basis-full" : ""}`}>
      {!isFirst && (
        <Submit kind="plain" className="w-11 px-0" name="move" value={`up:${id}`} label={text.up(name)}>
          <span aria-hidden="true">↑</span>
        </Submit>
      )}
      {!isLast && (
        <Submit kind="plain" className="w-11 px-0" name="move" value={`down:${id}`} label={text.down(name)}>
          <span aria-hidden="true">↓</span>
        </Submit>
      )}
      {!(isFirst && isLast) && (
        <details className="[&[open]]:basis-full">
          <summary
            aria-label={text.away(name)}
            className="ml-auto flex size-11 cursor-pointer list-none items-center justify-center text-ink-2"
          >
            <span aria-hidden="true">✕</span>
          </summary>
          <p className="mb-2 text-ink-2 text-sm">{text.awayHint}</p>
          <Submit kind="outline" className="mb-2" name="move" value={`away:${id}`}>
            {text.awayConfirm(name)}
          </Submit>
        </details>
      )}
    </div>
  );
}
