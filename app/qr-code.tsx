import { qrPath } from "./qr-path";
import { QrPicture } from "./qr-picture";

/** The QR code of a link. */
export function QrCode({ link, label }: { link: string; label: string }) {
  return <QrPicture qr={qrPath(link)} label={label} />;
}
