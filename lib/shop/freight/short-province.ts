/** "新疆维吾尔自治区" → "新疆": as people say it. Pure, and by itself, so that a page takes no list of provinces along. */
export function shortProvince(name: string): string {
  return name.replace(/(特别行政区|壮族自治区|回族自治区|维吾尔自治区|自治区|省|市)$/u, "");
}
