import type { Metadata, Route } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { getOwnerProduct, type OwnerProduct } from "@/lib/shop/catalog/get-owner-product";
import { listOwnerCategories } from "@/lib/shop/catalog/list-owner-categories";
import { matrixOf } from "@/lib/shop/catalog/matrix";
import { ActionForm } from "../../../form/action-form";
import { Submit } from "../../../form/submit";
import { requireOwner } from "../../../owner";
import { Badge } from "../../../parts/badge";
import { PageTitle } from "../../../parts/page-title";
import { Section } from "../../../parts/section";
import { saveProductAction, setOnSaleAction } from "./actions";
import { BasicFields } from "./basic-fields";
import { Matrix } from "./matrix";
import { Options } from "./options";
import { Pictures } from "./pictures";
import { text } from "./text";

export const metadata: Metadata = { title: text.basics };

export default async function ProductPage({ params, searchParams }: PageProps<"/admin/products/[id]">) {
  const { id } = await params;
  await requireOwner(`/admin/products/${id}`);
  const [product, categories] = await Promise.all([getOwnerProduct(getShop(), id), listOwnerCategories(getShop())]);
  if (!product) notFound();
  const { upload } = await searchParams;
  const isTable = matrixOf(product.options, product.variants).length > 1;
  const title = (
    <>
      {product.title}
      <Badge tone={product.onSale ? "ok" : "quiet"}>{product.onSale ? text.onSale : text.offSale}</Badge>
    </>
  );
  return (
    <>
      <PageTitle title={title} back={{ href: "/admin/products", name: text.back }}>
        <SaleForm product={product} />
      </PageTitle>
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <div className="flex min-w-0 flex-col gap-4">
          <Pictures product={product} upload={upload} />
          <Section title={text.basics}>
            <ActionForm action={saveProductAction} label={text.basics}>
              <input type="hidden" name="id" value={product.id} />
              <BasicFields product={product} categories={categories} />
              <Submit className="mt-4">{text.save}</Submit>
            </ActionForm>
          </Section>
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          <Options product={product} />
          {!isTable && <Matrix product={product} />}
        </div>
        {isTable && <Matrix product={product} />}
      </div>
    </>
  );
}

function SaleForm({ product }: { product: OwnerProduct }) {
  return (
    <div className="flex flex-wrap items-center gap-2">
      {product.onSale && (
        <Link href={`/products/${product.slug}` as Route} className="inline-flex min-h-11 items-center px-2 text-alipay text-sm">
          {text.look}
        </Link>
      )}
      <ActionForm
        action={setOnSaleAction}
        className="flex flex-wrap items-center gap-2"
        label={product.onSale ? text.takeOff : text.putOnSale}
      >
        <input type="hidden" name="id" value={product.id} />
        <input type="hidden" name="onSale" value={product.onSale ? "no" : "yes"} />
        <Submit kind={product.onSale ? "outline" : "primary"}>{product.onSale ? text.takeOff : text.putOnSale}</Submit>
      </ActionForm>
    </div>
  );
}
