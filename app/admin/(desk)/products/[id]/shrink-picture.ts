import { MAX_PICTURE_BYTES } from "@/lib/shop/pictures/picture";

/** More than any size that the shop makes of it, and less than the largest canvas of an old phone. */
const MOST_PIXELS = 10_000_000;
const QUALITY = 0.85;

/**
 * A photograph that is too big for the shop, made smaller by the browser: cameras of phones write more than MAX_PICTURE_BYTES, and no
 * owner knows how to compress. One that is small enough goes as it is, and so does one that this browser cannot read.
 */
export async function shrinkPicture(file: Blob): Promise<Blob> {
  if (file.size <= MAX_PICTURE_BYTES) return file;
  const url = URL.createObjectURL(file);
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const scale = Math.min(1, Math.sqrt(MOST_PIXELS / (image.naturalWidth * image.naturalHeight)));
    const canvas = document.createElement("canvas");
    canvas.width = Math.floor(image.naturalWidth * scale);
    canvas.height = Math.floor(image.naturalHeight * scale);
    const pen = canvas.getContext("2d");
    if (!pen) return file;
    pen.fillStyle = "#fff"; // JPEG knows no transparency
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(image, 0, 0, canvas.width, canvas.height);
    return (await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY))) ?? file;
  } catch {
    return file;
  } finally {
    URL.revokeObjectURL(url);
  }
}
