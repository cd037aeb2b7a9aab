import { markOf } from "@/lib/shop/catalog/detail-places";
import type { OwnerProduct } from "@/lib/shop/catalog/get-owner-product";
import { MOST_DETAILS } from "@/lib/shop/catalog/product";
import { detailView } from "@/lib/shop/pictures/picture";
import { ActionForm } from "../../../form/action-form";
import { Submit } from "../../../form/submit";
import { newWishKey } from "../../../form/wish-key";
import { Section } from "../../../parts/section";
import { arrangePicturesAction } from "./actions";
import { InsertMark } from "./insert-mark";
import { UploadNotice } from "./pictures";
import { RemovedPictures } from "./removed-pictures";
import { text } from "./text";
import { UploadForm } from "./upload-form";

/** The pictures of the description, each with the number by which the text names it. */
export function Details({ product, upload }: { product: OwnerProduct; upload: unknown }) {
  const pictures = product.details.flatMap((name, index) => (name ? [{ name, number: index + 1 }] : []));
  return (
    <Section title={text.details} id="details">
      {pictures.length === 0 && <p className="mb-3 text-ink-3 text-sm">{text.noDetails}</p>}
      <ul className="mb-4 grid grid-cols-2 gap-3 sm:grid-cols-3">
        {pictures.map(({ name, number }) => (
          <li key={name} className="overflow-hidden rounded-xl border border-line">
            <Picture name={name} number={number} />
            <div className="flex divide-x divide-line border-line border-t">
              <InsertMark mark={markOf(number)} />
              <ActionForm action={arrangePicturesAction} className="min-w-11">
                <input type="hidden" name="productId" value={product.id} />
                <input type="hidden" name="album" value="details" />
                <input type="hidden" name="name" value={name} />
                <Submit kind="plain" name="move" value="remove" className="w-full px-2" label={`${text.remove}：${text.detail(number)}`}>
                  <span aria-hidden="true">✕</span>
                </Submit>
              </ActionForm>
            </div>
          </li>
        ))}
      </ul>
      <RemovedPictures product={product} album="details" />
      <UploadForm
        formKey={newWishKey()}
        action={`/admin/products/${product.id}/pictures?album=details`}
        hint={text.detailsHint}
        isFull={pictures.length >= MOST_DETAILS}
      />
      <UploadNotice upload={upload} />
    </Section>
  );
}

function Picture({ name, number }: { name: string; number: number }) {
  const { src, srcSet, width, height } = detailView(name);
  return (
    <div className="relative">
      {/* biome-ignore lint/performance/noImgElement: the sizes are made beforehand. */}
      <img
        src={src}
        srcSet={srcSet}
        sizes="12rem"
        alt={text.detail(number)}
        width={width}
        height={height}
        loading="lazy"
        className="aspect-square w-full bg-paper object-cover"
      />
      <span className="absolute top-2 left-2 rounded-md bg-ink px-2 py-0.5 text-white text-xs">{markOf(number)}</span>
    </div>
  );
}
