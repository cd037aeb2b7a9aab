import type { QrPath } from "@/lib/server/action";

/** A QR code, black on white in every theme. */
export function QrPicture({ qr: { size, path }, label }: { qr: QrPath; label: string }) {
  return (
    <svg role="img" aria-label={label} viewBox={`0 0 ${size} ${size}`} shapeRendering="crispEdges" className="h-auto w-full">
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
