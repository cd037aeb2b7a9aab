import { pictureUrl } from "@/lib/shop/pictures/picture";
import { LineIcon } from "./line-icon";

const BOX = "M3.5 7.5 12 3l8.5 4.5v9L12 21l-8.5-4.5zM3.5 7.5 12 12l8.5-4.5M12 12v9";

type ProductImageProps = {
  /** A picture name, as products and order lines keep it. */
  name: string;
  /** Empty where the name of the product stands beside it. */
  alt: string;
  /** Its width on the page, as in <img sizes>. */
  sizes?: string;
  /** For what is seen first: loaded at once, and before the rest. */
  isFirst?: boolean;
  className?: string;
};

/** A square picture in the two sizes that were made beforehand; where there is none, a quiet square with a box. */
export function ProductImage({ name, alt, sizes = "6rem", isFirst = false, className = "" }: ProductImageProps) {
  const look = `aspect-square object-cover ${className}`;
  if (name === "")
    return (
      <span className={`grid place-items-center bg-line text-ink-3 ${look}`}>
        <LineIcon path={BOX} className="size-1/4" />
      </span>
    );
  return (
    // biome-ignore lint/performance/noImgElement: the sizes are made beforehand, there is no optimiser to go through.
    <img
      src={pictureUrl(name, 320)}
      srcSet={`${pictureUrl(name, 320)} 320w, ${pictureUrl(name, 720)} 720w`}
      sizes={sizes}
      width={720}
      height={720}
      alt={alt}
      loading={isFirst ? "eager" : "lazy"}
      fetchPriority={isFirst ? "high" : undefined}
      decoding="async"
      className={`bg-paper ${look}`}
    />
  );
}
