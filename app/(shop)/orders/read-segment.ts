/** A part of an address as it was typed: Next hands it over in its escaped form. */
export function readSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment; // escaped wrongly
  }
}
