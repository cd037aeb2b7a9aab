import { Icon } from "@/components/icon";
import type { PictureRoom } from "@/lib/shop/refunds/pictures/picture-room";
import { text } from "./text";

const MB = 1024 * 1024;

/** Shown before buyers who ask for a refund can show no more pictures of the goods. */
export function PictureRoomAlarm({ room: { usedBytes, mostBytes, isScarce } }: { room: PictureRoom }) {
  if (!isScarce) return null;
  return (
    <div role="alert" className="mb-4 flex items-center gap-3 rounded-card border-2 border-brand bg-brand-soft p-4 text-brand-deep">
      <Icon name="alert" className="size-7" />
      <div className="min-w-0 flex-1">
        <p className="font-semibold">{text.pictureRoom(inMb(usedBytes), inMb(mostBytes))}</p>
        <p className="text-sm">{text.pictureRoomHint}</p>
      </div>
    </div>
  );
}

function inMb(bytes: number): string {
  return `${Math.round(bytes / MB)} MB`;
}
