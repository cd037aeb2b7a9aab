import { code128, QUIET_MODULES } from "@/lib/shop/dispatch/code128";

const HEIGHT = 40; // in modules, of which a scanner sees a few lines

/** A text as a barcode: one SVG path, sharp on paper of any size. */
export function Barcode({ value, label }: { value: string; label: string }) {
  let at = QUIET_MODULES;
  let path = "";
  for (const [index, width] of code128(value).entries()) {
    if (index % 2 === 0) path += `M${at} 0h${width}v${HEIGHT}h-${width}z`;
    at += width;
  }
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${at + QUIET_MODULES} ${HEIGHT}`}
      preserveAspectRatio="none"
      shapeRendering="crispEdges"
      className="block h-10 w-full"
    >
      <path d={path} fill="#000" />
    </svg>
  );
}
