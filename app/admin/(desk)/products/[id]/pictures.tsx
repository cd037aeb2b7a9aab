import { buttonClass } from "@/components/button";
import { Notice } from "@/components/notice";
import { ProductImage } from "@/components/product-image";
import type { PictureMove } from "@/lib/shop/catalog/arrange-pictures";
import type { OwnerProduct } from "@/lib/shop/catalog/get-owner-product";
import { MOST_PICTURES } from "@/lib/shop/catalog/product";
import { ActionForm } from "../../../form/action-form";
import { Submit } from "../../../form/submit";
import { Section } from "../../../parts/section";
import { arrangePicturesAction } from "./actions";
import { text, type UploadOutcome } from "./text";

/** The pictures in their order. Uploading is a plain form post to a route of its own, since a photograph is too big for a server action. */
export function Pictures({ product, upload }: { product: OwnerProduct; upload: unknown }) {
  return (
    <Section title={text.pictures} id="pictures">
      {product.images.length === 0 && <p className="mb-3 text-ink-3 text-sm">{text.noPictures}</p>}
      <ul className="mb-4 grid grid-cols-2 gap-3 sm:grid-cols-3">
        {product.images.map((name, index) => (
          <li key={name} className="overflow-hidden rounded-xl border border-line">
            <div className="relative">
              <ProductImage name={name} alt={text.picture(index + 1)} sizes="12rem" className="w-full" />
              {index === 0 && <span className="absolute top-2 left-2 rounded-md bg-ink px-2 py-0.5 text-white text-xs">{text.main}</span>}
            </div>
            <Moves product={product} name={name} index={index} />
          </li>
        ))}
      </ul>
      {product.images.length < MOST_PICTURES && <UploadForm productId={product.id} />}
      <Notice kind={upload === "stored" ? "ok" : "error"} className="mt-3">
        {isUploadOutcome(upload) && text.uploads[upload]}
      </Notice>
    </Section>
  );
}

function isUploadOutcome(code: unknown): code is UploadOutcome {
  return typeof code === "string" && Object.hasOwn(text.uploads, code);
}

const MOVES: { move: PictureMove; sign: string; name: string }[] = [
  { move: "left", sign: "←", name: text.left },
  { move: "right", sign: "→", name: text.right },
  { move: "remove", sign: "✕", name: text.remove },
];

function Moves({ product, name, index }: { product: OwnerProduct; name: string; index: number }) {
  const last = product.images.length - 1;
  const isUseful = (move: PictureMove) => (move === "left" ? index > 0 : move === "right" ? index < last : true);
  return (
    <div className="grid grid-cols-3 divide-x divide-line border-line border-t">
      {MOVES.map(({ move, sign, name: label }) =>
        isUseful(move) ? (
          <ActionForm key={move} action={arrangePicturesAction}>
            <input type="hidden" name="productId" value={product.id} />
            <input type="hidden" name="name" value={name} />
            <Submit kind="plain" name="move" value={move} className="w-full px-0" label={`${label}：${text.picture(index + 1)}`}>
              <span aria-hidden="true">{sign}</span>
            </Submit>
          </ActionForm>
        ) : (
          <span key={move} />
        ),
      )}
    </div>
  );
}

function UploadForm({ productId }: { productId: number }) {
  return (
    <form action={`/admin/products/${productId}/pictures`} method="post" encType="multipart/form-data" className="flex flex-col gap-3">
      <label className="block">
        <span className="mb-1.5 block font-medium text-ink-2 text-sm">{text.choosePicture}</span>
        <input
          type="file"
          name="picture"
          required
          accept="image/jpeg,image/png,image/webp,image/avif"
          className="block min-h-11 w-full rounded-xl border border-line bg-card p-2 text-sm"
        />
      </label>
      <p className="text-ink-3 text-xs">{text.picturesHint}</p>
      <button type="submit" className={buttonClass("soft", "self-start")}>
        {text.upload}
      </button>
    </form>
  );
}
