import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { PictureRoomAlarm } from "./picture-room-alarm";

const MB = 1024 * 1024;

test("an owner reads that buyers' pictures have nearly no room left, and nothing of it before", () => {
  const show = (isScarce: boolean) =>
    renderToStaticMarkup(<PictureRoomAlarm room={{ usedBytes: 410 * MB, mostBytes: 500 * MB, isScarce }} />);
  expect(show(false)).toBe("");
  for (const words of ["410 MB", "500 MB", "MAX_REFUND_PICTURES_MB", 'role="alert"']) expect(show(true)).toContain(words);
});
