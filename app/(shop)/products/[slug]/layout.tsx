import { notFound } from "next/navigation";
import { requireOpen } from "../../require-open";
import { readPastProduct, readProduct } from "./read-product";

/** Checked here, above loading.tsx: once a page has begun to stream, its status can no longer be 404. */
export default async function ProductLayout({ params, children }: LayoutProps<"/products/[slug]">) {
  await requireOpen();
  const { slug } = await params;
  if (!(await readProduct(slug)) && !(await readPastProduct(slug))) notFound();
  return children;
}
