/** The one that there is. @throws where there is none, or another one */
export function only<Item>(items: readonly Item[]): Item {
  const [item, ...others] = items;
  if (item === undefined || others.length > 0) throw new Error(`there are ${items.length}`);
  return item;
}
