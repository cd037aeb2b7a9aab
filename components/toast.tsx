/**
 * A short message above the bars that disappears by itself and is read aloud. Render it always. A new `turn` shows the same
 * message again; without JavaScript it stays.
 */
export function Toast({ message, turn }: { message: string; turn: number }) {
  return (
    <div role="status" aria-live="polite" className="pointer-events-none fixed inset-x-0 bottom-36 z-40 grid place-items-center px-6">
      {message && (
        <p key={turn} className="toast rounded-full bg-ink/90 px-5 py-2.5 text-sm text-white">
          {message}
        </p>
      )}
    </div>
  );
}
