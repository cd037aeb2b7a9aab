import { ownersLang } from "@/lib/language/language";
import { detailBlocks } from "@/lib/shop/catalog/detail-places";
import type { ProductView } from "@/lib/shop/catalog/product";
import { detailView } from "@/lib/shop/pictures/picture";
import { productPageText as text } from "./page-text";

/** Text and pictures as the owner put them. A picture takes up its room before it is there, so that nothing jumps. */
export function Description({ title, description, details }: Pick<ProductView, "title" | "description" | "details">) {
  const blocks = detailBlocks(description, details);
  if (blocks.length === 0) return null;
  return (
    <section aria-labelledby="description" className="mt-2.5 bg-card py-5">
      <h2 id="description" className="mb-2.5 px-4 font-semibold">
        {text.description}
      </h2>
      {blocks.map((block, index) =>
        block.kind === "text" ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: the blocks of a text have no other name and keep no state.
          <p key={index} lang={ownersLang()} className="mb-2.5 whitespace-pre-line text-pretty px-4 text-[0.9375rem] text-ink-2 leading-7">
            {block.text}
          </p>
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same picture may stand in a text twice.
          <Picture key={index} name={block.name} alt={text.detail(title, block.number)} />
        ),
      )}
    </section>
  );
}

function Picture({ name, alt }: { name: string; alt: string }) {
  return (
    // biome-ignore lint/performance/noImgElement: the sizes are made beforehand.
    <img
      {...detailView(name)}
      alt={alt}
      sizes="(min-width: 30rem) 30rem, 100vw"
      loading="lazy"
      decoding="async"
      className="h-auto w-full"
    />
  );
}
