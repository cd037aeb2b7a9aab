import { stampOf } from "@/lib/server/stamp";
import type { OwnerCategory } from "@/lib/shop/catalog/list-owner-categories";
import { ActionForm } from "../../form/action-form";
import { FormField } from "../../form/form-field";
import { Submit } from "../../form/submit";
import { WasField } from "../../form/was-field";
import { Fold } from "../../parts/fold";
import { changeCategoryAction, deleteCategoryAction, moveCategoryAction } from "./actions";
import { IconField } from "./icon-field";
import { OwnIcon } from "./own-icon";
import { text } from "./text";

type CategoryCardProps = { category: OwnerCategory; isFirst: boolean; isLast: boolean };

/** A category in its place: moved by a tap, changed and deleted below. */
export function CategoryCard({ category, isFirst, isLast }: CategoryCardProps) {
  const { id, name, icon, products } = category;
  return (
    <div className="rounded-card border border-line bg-card p-4 pb-1">
      <div className="flex items-center gap-3 pb-3">
        {/* biome-ignore lint/performance/noImgElement: an ornament of one size. */}
        <img src={`/${icon}`} alt="" width={44} height={44} className="size-11 shrink-0" />
        <div className="min-w-0 flex-1">
          <h2 className="truncate font-semibold">{name}</h2>
          <p className="text-ink-3 text-xs">{text.products(products)}</p>
        </div>
        {!isFirst && <Move id={id} move="up" label={text.up(name)} sign="↑" />}
        {/* Each arrow keeps its place, so that a finger that goes on tapping meets no other one. */}
        {isLast ? <span className="w-11 shrink-0" /> : <Move id={id} move="down" label={text.down(name)} sign="↓" />}
      </div>
      <Fold name={text.change} look="line">
        <ActionForm action={changeCategoryAction} label={`${text.change} ${name}`} className="flex flex-col gap-4">
          <input type="hidden" name="id" value={id} />
          <WasField was={stampOf({ name, icon })} />
          <FormField label={text.name} name="name" required maxLength={10} defaultValue={name} autoComplete="off" />
          <IconField current={icon} />
          <Submit className="self-start">{text.save}</Submit>
        </ActionForm>
        <div className="mt-4 border-line border-t pt-3">
          <OwnIcon id={id} name={name} />
        </div>
        <div className="mt-4 border-line border-t py-3">
          {products > 0 ? (
            <p className="text-ink-3 text-xs">{text.notEmpty({ products })}</p>
          ) : (
            <ActionForm action={deleteCategoryAction} label={`${text.delete} ${name}`} className="flex items-center gap-3">
              <input type="hidden" name="id" value={id} />
              <Submit kind="outline">{text.delete}</Submit>
              <span className="text-ink-3 text-xs">{text.deleteHint}</span>
            </ActionForm>
          )}
        </div>
      </Fold>
    </div>
  );
}

function Move({ id, move, label, sign }: { id: number; move: "up" | "down"; label: string; sign: string }) {
  return (
    <ActionForm action={moveCategoryAction}>
      <input type="hidden" name="id" value={id} />
      <Submit kind="outline" name="move" value={move} className="w-11 px-0" label={label}>
        <span aria-hidden="true">{sign}</span>
      </Submit>
    </ActionForm>
  );
}
