// Whether the shop in this container is well, for its engine. A file, and not words after `node -e`: Podman before 4.4 takes a check that it
// is given through Docker's interface, as compose does, apart at each space.
const { env } = process;
/** Podman only counts how long a check took: one that waits for an instance that stands still would never end, nor count as failed. */
const PATIENCE_MS = 4_000;
const isWell = await fetch(`http://127.0.0.1:${env.PORT ?? 3000}/api/health`, { signal: AbortSignal.timeout(PATIENCE_MS) }).then(
  ({ ok }) => ok,
  () => false,
);
process.exit(isWell ? 0 : 1);
