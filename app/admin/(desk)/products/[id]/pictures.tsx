import { Notice } from "@/components/notice";
import { ProductImage } from "@/components/product-image";
import type { PictureMove } from "@/lib/shop/catalog/arrange-pictures";
import type { OwnerProduct } from "@/lib/shop/catalog/get-owner-product";
import { MOST_PICTURES } from "@/lib/shop/catalog/product";
import { ActionForm } from "../../../form/action-form";
import { Submit } from "../../../form/submit";
import { newWishKey } from "../../../form/wish-key";
import { Section } from "../../../parts/section";
import { arrangePicturesAction } from "./actions";
import { RemovedPictures } from "./removed-pictures";
import { text, type UploadOutcome } from "./text";
import { UploadForm } from "./upload-form";

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
      <RemovedPictures product={product} album="images" />
      <UploadForm
        formKey={newWishKey()}
        action={`/admin/products/${product.id}/pictures`}
        hint={text.picturesHint}
        isFull={product.images.length >= MOST_PICTURES}
      />
      <UploadNotice upload={upload} />
    </Section>
  );
}

/** What became of an upload without JavaScript, by the code in the page's address. */
export function UploadNotice({ upload }: { upload: unknown }) {
  return (
    <Notice kind={upload === "stored" ? "ok" : "error"} className="mt-3">
      {isUploadOutcome(upload) && text.uploads[upload]}
    </Notice>
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
    <div className={`grid divide-x divide-line border-line border-t ${last > 0 ? "grid-cols-3" : "grid-cols-1"}`}>
      {MOVES.filter(({ move }) => last > 0 || isUseful(move)).map(({ move, sign, name: label }) =>
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
