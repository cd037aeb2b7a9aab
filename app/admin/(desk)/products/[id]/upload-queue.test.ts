import { expect, test } from "vitest";
import { nextUp, type UploadChange, uploadsAfter } from "./upload-queue";

const after = (...changes: UploadChange[]) => changes.reduce(uploadsAfter, []);
const THREE: UploadChange = {
  kind: "added",
  files: ["a", "b", "c"].map((name, index) => ({ key: index + 1, name })),
};

test("pictures are sent one after the other, in the order in which the owner chose them", () => {
  expect(nextUp(after(THREE))?.name).toBe("a");
  expect(nextUp(after(THREE, { kind: "started", key: 1 }))?.name).toBe("a");
  const second = after(THREE, { kind: "started", key: 1 }, { kind: "stored", key: 1 });
  expect([nextUp(second)?.name, second.length]).toEqual(["b", 2]);
});

test("one that fails waits for its button while the others go on, and begins from nothing when it is tried again", () => {
  const failed = after(
    THREE,
    { kind: "started", key: 1 },
    { kind: "progress", key: 1, percent: 60 },
    { kind: "failed", key: 1, problem: "断网" },
  );
  expect(nextUp(failed)?.name).toBe("b");
  expect(failed[0]).toMatchObject({ state: "failed", problem: "断网" });
  const again = uploadsAfter(failed, { kind: "retry", key: 1 });
  expect(again[0]).toMatchObject({ state: "waiting", percent: 0, problem: "" });
});

test("more may be chosen while some are on their way", () => {
  const more = after(THREE, { kind: "started", key: 1 }, { kind: "added", files: [{ key: 4, name: "d" }] });
  expect(more.map(({ name }) => name)).toEqual(["a", "b", "c", "d"]);
});
