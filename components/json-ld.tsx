/**
 * What a page says to search engines, as schema.org has it. A block of data, which no browser runs, so it needs no nonce; nothing in
 * it can end it early.
 */
export function JsonLd({ data }: { data: Readonly<Record<string, unknown>> }) {
  return (
    <script type="application/ld+json">{JSON.stringify({ "@context": "https://schema.org", ...data }).replaceAll("<", "\\u003c")}</script>
  );
}
