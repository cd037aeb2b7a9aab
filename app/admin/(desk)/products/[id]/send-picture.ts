import { MAX_PICTURE_BYTES } from "@/lib/shop/pictures/picture";
import { text } from "./text";

/** A phone on a train is silent for a while; a connection that brings nothing for this long is lost. */
const PATIENCE_MS = 120_000;

/**
 * Posts a picture as the plain form does, and tells how much of it is on its way, in percent. (fetch does not tell.) Sent again with
 * the same `key` it is the same upload.
 * @returns null when the shop has taken it, otherwise what to say
 */
export async function sendPicture(
  action: string,
  { picture, key }: { picture: Blob; key: string },
  onProgress: (percent: number) => void,
): Promise<string | null> {
  if (picture.size > MAX_PICTURE_BYTES) return text.uploads.too_big;
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("POST", action);
    request.setRequestHeader("Accept", "application/json");
    request.timeout = PATIENCE_MS;
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? Math.round((loaded / total) * 100) : 0);
    request.onload = () => resolve(problemIn(request));
    request.onerror = () => resolve(text.uploadLost);
    request.ontimeout = () => resolve(text.uploadLost);
    request.onabort = () => resolve(text.uploadLost);
    const form = new FormData();
    form.set("key", key);
    form.set("picture", picture);
    request.send(form);
  });
}

function problemIn({ status, responseText }: XMLHttpRequest): string | null {
  try {
    const answer: unknown = JSON.parse(responseText);
    if (typeof answer === "object" && answer !== null && "ok" in answer && "message" in answer)
      return answer.ok === true ? null : String(answer.message);
  } catch {
    // A page instead of an answer: the login, or a proxy that refuses.
  }
  if (status === 413) return text.uploads.too_big;
  return status === 200 ? text.loggedOut : text.uploadLost;
}
