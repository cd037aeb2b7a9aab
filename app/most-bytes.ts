import { MAX_ACTION_BYTES } from "@/lib/server/check-action-body";

/** Where a picture, or a table of goods or of tracking numbers, is uploaded: a form, and bigger than one. proxy.ts and next.config.js name the same addresses. */
const UPLOADS =
  /^\/admin\/(?:products\/(?:[^/]+\/pictures|import)|orders\/shipments\/import|categories\/[^/]+\/icon|settings\/pictures\/[^/]+)$/;

/**
 * How many bytes the body of a request to `url` may have before Next sees any of it. null where what stands at the address reads its
 * requests' bodies itself, in pieces, and bounds them: what is not a page, and uploads. Uploads only from a browser that may be an
 * owner's, as its cookie says, which the upload then checks.
 */
export function mostBytes(url: string, mayBeOwner: boolean): number | null {
  const [pathname = "/"] = url.split("?", 1);
  if (pathname.startsWith("/api/")) return null;
  return UPLOADS.test(pathname) && mayBeOwner ? null : MAX_ACTION_BYTES;
}
