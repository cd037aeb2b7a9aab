import { getShop } from "@/lib/shop/assembly/get-shop";
import { readPicture } from "@/lib/shop/pictures/read-picture";

/** Uploaded pictures. Their names are random and their content never changes, so a browser may keep them for ever. */
export async function GET(_request: Request, { params }: RouteContext<"/media/[file]">): Promise<Response> {
  const bytes = await readPicture(getShop(), (await params).file);
  if (!bytes) return new Response(null, { status: 404, headers: { "Cache-Control": "no-store" } });
  return new Response(bytes, {
    headers: {
      "Content-Type": "image/webp",
      "Cache-Control": "public, max-age=31536000, immutable",
      "X-Content-Type-Options": "nosniff",
      // If a browser ever takes one for a document, it cannot do anything.
      "Content-Security-Policy": "default-src 'none'; sandbox",
    },
  });
}
