import { pictureUrl } from "@/lib/shop/pictures/picture";

/** The owner's logo; it says nothing that the shop's name beside it does not. */
export function ShopLogo({ name, className = "" }: { name: string; className?: string }) {
  // biome-ignore lint/performance/noImgElement: the sizes are made beforehand.
  return <img src={pictureUrl(name, 320)} alt="" width={320} height={320} className={`bg-card object-cover ${className}`} />;
}
