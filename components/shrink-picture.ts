const QUALITY = 0.85;

/** A picture of more than `bytes` is made smaller, to at most so many pixels, and so many on its longer side. */
export type Bounds = { bytes: number; pixels?: number; side?: number };

/**
 * A photograph that is too big, made smaller by the browser, the right way up: cameras of phones write megabytes, and nobody knows how to
 * compress. One that is small enough goes as it is, and so does one that this browser cannot read, or that would not get smaller.
 */
export async function shrinkPicture(file: Blob, bounds: Bounds): Promise<Blob> {
  if (file.size <= bounds.bytes || !readsOrientation()) return file;
  const url = URL.createObjectURL(file);
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const made = await draw(image, scaleOf(image, bounds));
    return made && made.size < file.size ? made : file;
  } catch {
    return file;
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** A canvas drops what EXIF says of how the phone was held: a browser that does not draw by it would lay pictures on their side (Chrome before 81). */
function readsOrientation(): boolean {
  return CSS.supports("image-orientation", "from-image");
}

function scaleOf({ naturalWidth, naturalHeight }: HTMLImageElement, { pixels = Infinity, side = Infinity }: Bounds): number {
  return Math.min(1, Math.sqrt(pixels / (naturalWidth * naturalHeight)), side / Math.max(naturalWidth, naturalHeight));
}

async function draw(image: HTMLImageElement, scale: number): Promise<Blob | null> {
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.floor(image.naturalWidth * scale));
  canvas.height = Math.max(1, Math.floor(image.naturalHeight * scale));
  const pen = canvas.getContext("2d");
  if (!pen) return null;
  pen.fillStyle = "#fff"; // JPEG knows no transparency
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY));
}
