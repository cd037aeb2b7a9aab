import { notFound } from "next/navigation";
import { readProduct } from "./read-product";

/** Checked here, above loading.tsx: once a page has begun to stream, its status can no longer be 404. */
export default async function ProductLayout({ params, children }: LayoutProps<"/products/[slug]">) {
  if (!(await readProduct((await params).slug))) notFound();
  return children;
}
