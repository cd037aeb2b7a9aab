import type { NextRequest } from "next/server";
import { currentBuyer } from "@/app/current-buyer";
import { readLimit } from "../../products/[slug]/read-limit";
import { readProduct } from "../../products/[slug]/read-product";
import { readMine } from "../../read-mine";
import { requireOpen } from "../../require-open";

/** What a page for everybody lacks: the visitor's cart, and what the visitor may still buy of a product with a limit. */
export async function GET({ nextUrl }: NextRequest): Promise<Response> {
  await requireOpen();
  const slug = nextUrl.searchParams.get("product");
  const product = slug === null ? null : await readProduct(slug);
  const limit = product && (await readLimit(product, (await currentBuyer())?.id));
  return Response.json({ ...(await readMine()), ...(limit && { limit }) }, { headers: { "Cache-Control": "no-store" } });
}
