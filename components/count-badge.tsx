/** The red number on a cart; nothing for an empty one. Its words belong in the label of the element that it sits on. */
export function CountBadge({ count }: { count: number }) {
  if (count === 0) return null;
  return (
    <span
      aria-hidden="true"
      className="-top-1.5 absolute left-3.5 grid h-4.5 min-w-4.5 place-items-center rounded-full bg-brand px-1 font-semibold whitespace-nowrap text-[0.6875rem] text-white leading-none ring-2 ring-card"
    >
      {count > 99 ? "99+" : count}
    </span>
  );
}
