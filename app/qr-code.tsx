import QRCode from "qrcode";

const QUIET_MODULES = 4; // the margin that the standard asks for

/** A QR code as one SVG path: no image to load, sharp in every size, black on white in every theme. */
export function QrCode({ link, label }: { link: string; label: string }) {
  const { modules } = QRCode.create(link, { errorCorrectionLevel: "M" });
  const size = modules.size + 2 * QUIET_MODULES;
  let path = "";
  for (let row = 0; row < modules.size; row++)
    for (let column = 0; column < modules.size; column++)
      if (modules.get(row, column)) path += `M${column + QUIET_MODULES} ${row + QUIET_MODULES}h1v1h-1z`;
  return (
    <svg role="img" aria-label={label} viewBox={`0 0 ${size} ${size}`} shapeRendering="crispEdges" className="h-auto w-full">
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
