import type { Metadata } from "next";
import { catalogText as text } from "../../../catalog-text";
import { CategoryBrowser } from "../../../category-browser";
import { readListing } from "../../../listing-params";
import { requireOpen } from "../../../require-open";

export async function generateMetadata(): Promise<Metadata> {
  await requireOpen();
  return { title: text.allCategories };
}

export default async function CategoriesPage({ searchParams }: PageProps<"/categories">) {
  await requireOpen();
  return <CategoryBrowser listing={readListing(await searchParams)} />;
}
