import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { buttonClass } from "@/components/button";
import { PageHeader } from "@/components/page-header";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { getPastProduct } from "@/lib/shop/catalog/get-past-product";
import { formatFen } from "@/lib/shop/money";
import { POSTER_WIDTH, posterKey, USUAL_POSTER_HEIGHT } from "@/lib/shop/poster/poster";
import { requireOpen } from "../../require-open";
import { readPosterFacts } from "./poster-facts";
import { posterText as text } from "./text";

export async function generateMetadata(): Promise<Metadata> {
  await requireOpen();
  return { title: text.title, robots: { index: false } };
}

/** A product as one picture that can be sent: where a browser has no sheet for sharing, as in WeChat's, this is the way. */
export default async function PosterPage({ params }: PageProps<"/posters/[slug]">) {
  await requireOpen();
  const { slug } = await params;
  const facts = await readPosterFacts(slug);
  if (!facts) return offSale(slug);
  // Its key in the address: a picture that shows what was true before is not taken out of a browser's memory.
  const picture = `/api/posters/${encodeURIComponent(slug)}?of=${posterKey(facts)}`;
  return (
    <main className="pb-[calc(1.5rem+env(safe-area-inset-bottom))]">
      <PageHeader title={text.title} parent={`/products/${slug}`} />
      <div className="px-5 pt-4">
        <p className="text-center text-ink-2 text-sm">{text.tip}</p>
        {/* biome-ignore lint/performance/noImgElement: it is drawn in its size. */}
        <img
          src={picture}
          width={POSTER_WIDTH}
          height={USUAL_POSTER_HEIGHT}
          alt={text.alt(facts.title, formatFen(facts.priceFen))}
          fetchPriority="high"
          className="mx-auto mt-3 h-auto w-full max-w-sm rounded-xl bg-line shadow-sm"
        />
        <p className="mx-auto mt-4 grid max-w-sm">
          <a href={picture} download={text.fileName(facts.title)} className={buttonClass("primary")}>
            {text.save}
          </a>
        </p>
      </div>
    </main>
  );
}

/** Who comes by an old link reads on the product's page that it is sold no more. */
async function offSale(slug: string): Promise<never> {
  if (await getPastProduct(getShop(), slug)) redirect(`/products/${slug}`);
  notFound();
}
