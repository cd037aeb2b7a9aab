import { requireOpen } from "../../require-open";

export default async function PosterLayout({ children }: LayoutProps<"/posters/[slug]">) {
  await requireOpen();
  return children;
}
