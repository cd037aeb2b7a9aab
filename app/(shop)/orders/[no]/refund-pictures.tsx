import { buttonClass } from "@/components/button";
import { MOST_OF_ORDER, MOST_REFUND_PICTURES } from "@/lib/shop/refunds/pictures/admit-picture";
import { refundText as text } from "../refund-text";
import { PictureField } from "./picture-field";

/** `ofOrder`: how many pictures all requests of the order have. */
type RefundPicturesProps = { no: string; refundNo: string; ids: readonly string[]; maySee: boolean; ofOrder: number; isOpen: boolean };

/** What the buyer shows of the goods; while the request is open, a plain form for another picture, which needs no script. */
export function RefundPictures({ no, refundNo, ids, maySee, ofOrder, isOpen }: RefundPicturesProps) {
  const left = isOpen ? Math.min(MOST_REFUND_PICTURES - ids.length, MOST_OF_ORDER - ofOrder) : 0;
  const src = (id: string) => `/api/orders/${no}/pictures/${id}`;
  return (
    <>
      {ids.length > 0 && !maySee && <p className="mt-2 text-ink-3 text-xs">{text.hiddenPictures(ids.length)}</p>}
      {ids.length > 0 && maySee && (
        <ul aria-label={text.pictures} className="mt-3 flex gap-2">
          {ids.map((id, nth) => (
            <li key={id}>
              <a href={src(id)} target="_blank" rel="noreferrer">
                {/* biome-ignore lint/performance/noImgElement: it is made in this size beforehand. */}
                <img
                  src={`${src(id)}?size=small`}
                  alt={text.picture(nth + 1)}
                  width={72}
                  height={72}
                  className="size-18 rounded-xl bg-paper object-cover"
                />
              </a>
            </li>
          ))}
        </ul>
      )}
      {left > 0 && (
        <form
          method="post"
          encType="multipart/form-data"
          action={`/api/orders/${no}/refunds/${refundNo}/pictures`}
          className="mt-3 rounded-xl bg-paper p-3"
        >
          <label htmlFor="refund-picture" className="block font-medium text-ink-2 text-sm">
            {text.addPicture(left)}
          </label>
          <p id="refund-picture-hint" className="mt-0.5 text-ink-3 text-xs">
            {text.pictureHint}
          </p>
          <div className="mt-2 flex items-center gap-3">
            <PictureField id="refund-picture" name="picture" describedBy="refund-picture-hint" />
            <button type="submit" className={buttonClass("outline", "shrink-0 text-sm!")}>
              {text.upload}
            </button>
          </div>
        </form>
      )}
    </>
  );
}
