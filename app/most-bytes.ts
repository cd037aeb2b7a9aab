/** The upload of a picture, or of a table of goods, is a form, and bigger than one. */
const UPLOADS = /^\/admin\/(?:products\/(?:[^/]+\/pictures|import)|categories\/[^/]+\/icon|settings\/pictures\/[^/]+)$/;

/** Whether what stands at an address reads its requests' bodies itself, and bounds them: uploads, and whatever is no page. */
export function readsBodiesItself(pathname: string): boolean {
  return pathname.startsWith("/api/") || UPLOADS.test(pathname);
}
