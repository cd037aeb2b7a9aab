import { notFound } from "next/navigation";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { listCategories } from "@/lib/shop/catalog/list-categories";

/** Checked here, above loading.tsx: once a page has begun to stream, its status can no longer be 404. */
export default async function CategoryLayout({ params, children }: LayoutProps<"/categories/[slug]">) {
  const { slug } = await params;
  const categories = await listCategories(getShop());
  if (!categories.some((category) => category.slug === slug)) notFound();
  return children;
}
