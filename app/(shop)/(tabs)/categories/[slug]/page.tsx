import type { Metadata } from "next";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { listCategories } from "@/lib/shop/catalog/list-categories";
import { CategoryBrowser } from "../../../category-browser";
import { readListing } from "../../../listing-params";
import { requireOpen } from "../../../require-open";

export async function generateMetadata({ params }: PageProps<"/categories/[slug]">): Promise<Metadata> {
  await requireOpen();
  const { slug } = await params;
  const category = (await listCategories(getShop())).find((one) => one.slug === slug);
  return { title: category?.name };
}

export default async function CategoryPage({ params, searchParams }: PageProps<"/categories/[slug]">) {
  await requireOpen();
  return <CategoryBrowser slug={(await params).slug} listing={readListing(await searchParams)} />;
}
