import QRCode from "qrcode";
import type { QrPath } from "@/lib/server/action";

const QUIET_MODULES = 4; // the margin that the standard asks for

/** The QR code of a link: no image to load, sharp in every size. */
export function qrPath(link: string): QrPath {
  const { modules } = QRCode.create(link, { errorCorrectionLevel: "M" });
  let path = "";
  for (let row = 0; row < modules.size; row++)
    for (let column = 0; column < modules.size; column++)
      if (modules.get(row, column)) path += `M${column + QUIET_MODULES} ${row + QUIET_MODULES}h1v1h-1z`;
  return { size: modules.size + 2 * QUIET_MODULES, path };
}
