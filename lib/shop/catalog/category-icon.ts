/** The noun: the icons that come with the shop, files below /public that scripts/make-images.ts makes. Pure, so that components may import it. */

export const CATEGORY_ICONS = [
  ...["tea", "fruit", "vegetables", "grain", "meat", "seafood", "eggs", "honey", "noodles", "snacks", "cake", "drinks", "wine", "health"],
  ...["home", "kitchen", "cleaning", "bedding", "flowers", "clothing", "shoes", "bags", "jewellery", "beauty", "baby", "toys", "pets"],
  ...["stationery", "books", "electronics", "sports", "tools", "gifts"],
] as const;
export type CategoryIcon = (typeof CATEGORY_ICONS)[number];

/** Where an icon lies below /public; a category keeps this. */
export function iconPath(icon: CategoryIcon): string {
  return `images/categories/${icon}.webp`;
}
