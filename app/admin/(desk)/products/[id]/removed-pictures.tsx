import type { Album } from "@/lib/shop/catalog/arrange-pictures";
import type { OwnerProduct } from "@/lib/shop/catalog/get-owner-product";
import { detailView } from "@/lib/shop/pictures/picture";
import { ActionForm } from "../../../form/action-form";
import { Submit } from "../../../form/submit";
import { restorePictureAction } from "./actions";
import { text } from "./text";

/** What was taken off lately, each with the button that puts it back to its place; on any device, with or without JavaScript. */
export function RemovedPictures({ product, album }: { product: OwnerProduct; album: Album }) {
  const removed = product.removedPictures.filter((picture) => picture.album === album);
  if (removed.length === 0) return null;
  return (
    <section aria-label={text.removedPictures} className="mb-4 rounded-xl bg-paper p-3">
      <p className="mb-2 text-ink-2 text-sm">{text.removedHint}</p>
      <ul className="flex flex-wrap gap-3">
        {removed.map(({ name }, index) => {
          const { src, width, height } = detailView(name);
          return (
            <li key={name} className="flex items-center gap-1">
              {/* biome-ignore lint/performance/noImgElement: the sizes are made beforehand. */}
              <img
                src={src}
                alt={text.removedPicture(index + 1)}
                width={width}
                height={height}
                loading="lazy"
                className="size-11 rounded-lg object-cover opacity-60"
              />
              <ActionForm action={restorePictureAction}>
                <input type="hidden" name="productId" value={product.id} />
                <input type="hidden" name="album" value={album} />
                <input type="hidden" name="name" value={name} />
                <Submit kind="plain" className="px-2 text-alipay!" label={`${text.undo}：${text.removedPicture(index + 1)}`}>
                  {text.undo}
                </Submit>
              </ActionForm>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
