import { ProductImage } from "@/components/product-image";
import { productText as text } from "./text";

/** Pictures side by side, one per screen, scrolled by the browser with a finger, a wheel or the arrow keys. */
export function Gallery({ title, images }: { title: string; images: string[] }) {
  const names = images.length > 0 ? images : [""];
  return (
    <section
      aria-label={text.pictures}
      // What scrolls must be reachable with the keyboard.
      tabIndex={names.length > 1 ? 0 : undefined}
      className="flex snap-x snap-mandatory overflow-x-auto overscroll-x-contain focus-visible:-outline-offset-2 [scrollbar-width:none]"
    >
      {names.map((name, index) => (
        <div key={name} className="relative w-full shrink-0 snap-center">
          <ProductImage
            name={name}
            alt={names.length > 1 ? text.picture(title, index + 1, names.length) : title}
            sizes="(min-width: 30rem) 30rem, 100vw"
            isFirst={index === 0}
            className="w-full"
          />
          {names.length > 1 && (
            <span
              aria-hidden="true"
              className="absolute right-4 bottom-4 rounded-full bg-ink/55 px-2.5 py-0.5 text-white text-xs tabular-nums"
            >
              {index + 1} / {names.length}
            </span>
          )}
        </div>
      ))}
    </section>
  );
}
