/** Which of how many pictures this is. */
export function PictureCount({ index, count }: { index: number; count: number }) {
  return (
    <span
      aria-hidden="true"
      className="pointer-events-none absolute right-4 bottom-4 rounded-full bg-ink/55 px-2.5 py-0.5 text-white text-xs tabular-nums"
    >
      {index + 1} / {count}
    </span>
  );
}
