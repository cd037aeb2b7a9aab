import { ProductImage } from "@/components/product-image";
import { forScripts } from "@/lib/language/words";
import { pictureUrl } from "@/lib/shop/pictures/picture";
import { productPageText as text } from "./page-text";
import { PictureCount } from "./picture-count";
import { zoomWords } from "./text";
import { ZoomOnTap } from "./zoom-on-tap";

/**
 * Pictures side by side, one per screen, scrolled by the browser with a finger, a wheel or the arrow keys. A tap shows them on the
 * whole screen; the picture is a link to itself, for browsers without our script or without <dialog>.
 */
export function Gallery({ title, images }: { title: string; images: string[] }) {
  const names = images.length > 0 ? images : [""];
  const alts = names.map((_, index) => (names.length > 1 ? text.picture(title, index + 1, names.length) : title));
  return (
    <ZoomOnTap words={forScripts(zoomWords)} names={images} alts={alts} label={text.pictures}>
      {names.map((name, index) => (
        <div key={name} className="relative w-full shrink-0 snap-center">
          {name === "" ? (
            <ProductImage name="" alt={title} className="w-full" />
          ) : (
            <a href={pictureUrl(name, 720)} className="block cursor-zoom-in focus-visible:-outline-offset-2">
              <ProductImage
                name={name}
                alt={alts[index] ?? title}
                sizes="(min-width: 30rem) 30rem, 100vw"
                isFirst={index === 0}
                className="w-full"
              />
            </a>
          )}
          {names.length > 1 && <PictureCount index={index} count={names.length} />}
        </div>
      ))}
    </ZoomOnTap>
  );
}
