import { getShop } from "@/lib/shop/assembly/get-shop";
import { type OpenedPicture, PictureStoreError } from "@/lib/shop/picture-store";
import { readPicture } from "@/lib/shop/pictures/read-picture";

type Params = RouteContext<"/media/[file]">;

/** Uploaded pictures. Their names are random and their content never changes, so a browser may keep them for ever. */
export async function GET(_request: Request, { params }: Params): Promise<Response> {
  const picture = await open((await params).file);
  if (picture instanceof Response) return picture;
  return new Response(picture.body, {
    headers: {
      "Content-Type": "image/webp",
      "Content-Length": String(picture.bytes),
      "Cache-Control": "public, max-age=31536000, immutable",
      "X-Content-Type-Options": "nosniff",
      // If a browser ever takes one for a document, it cannot do anything.
      "Content-Security-Policy": "default-src 'none'; sandbox",
    },
  });
}

/** Without this Next would call GET, and leave open what nobody reads. */
export async function HEAD(request: Request, context: Params): Promise<Response> {
  const { body, status, headers } = await GET(request, context);
  await body?.cancel();
  return new Response(null, { status, headers });
}

async function open(file: string): Promise<OpenedPicture | Response> {
  try {
    return (await readPicture(getShop(), file)) ?? new Response(null, { status: 404, headers: { "Cache-Control": "no-store" } });
  } catch (error) {
    if (!(error instanceof PictureStoreError)) throw error;
    return new Response(null, { status: 503, headers: { "Cache-Control": "no-store", "Retry-After": "5" } });
  }
}
