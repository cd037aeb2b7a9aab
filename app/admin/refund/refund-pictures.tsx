import { refundText as text } from "./text";

/** What a buyer shows of the goods; each opens as a whole. */
export function RefundPictures({ addresses }: { addresses: readonly string[] }) {
  if (addresses.length === 0) return null;
  return (
    <ul aria-label={text.pictures} className="my-2 flex flex-wrap gap-2">
      {addresses.map((address, nth) => (
        <li key={address}>
          <a href={address} target="_blank" rel="noreferrer">
            {/* biome-ignore lint/performance/noImgElement: it is made in this size beforehand. */}
            <img
              src={`${address}?size=small`}
              alt={text.picture(nth + 1)}
              width={96}
              height={96}
              className="size-24 rounded-xl bg-paper object-cover"
            />
          </a>
        </li>
      ))}
    </ul>
  );
}
