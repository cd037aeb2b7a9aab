import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { readLowStock } from "@/lib/shop/alerts/low-stock";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { getOwnerProduct, type OwnerProduct } from "@/lib/shop/catalog/get-owner-product";
import { listOwnerCategories } from "@/lib/shop/catalog/list-owner-categories";
import { matrixOf } from "@/lib/shop/catalog/matrix";
import { productStamp } from "@/lib/shop/catalog/product-stamp";
import { saleWarnings } from "@/lib/shop/catalog/sale-warnings";
import { listTemplates } from "@/lib/shop/freight/list-templates";
import { ActionForm } from "../../../form/action-form";
import { Submit } from "../../../form/submit";
import { WasField } from "../../../form/was-field";
import { requireMember } from "../../../member";
import { Badge } from "../../../parts/badge";
import { PageTitle } from "../../../parts/page-title";
import { Section } from "../../../parts/section";
import { saveProductAction, setOnSaleAction } from "./actions";
import { BasicFields } from "./basic-fields";
import { Details } from "./details";
import { Matrix } from "./matrix";
import { Options } from "./options";
import { Pictures } from "./pictures";
import { text } from "./text";

export const metadata: Metadata = { title: text.basics };

export default async function ProductPage({ params, searchParams }: PageProps<"/admin/products/[id]">) {
  const { id } = await params;
  await requireMember("goods.write", `/admin/products/${id}`);
  const shop = getShop();
  const [product, categories, templates, lowStock] = await Promise.all([
    getOwnerProduct(shop, id),
    listOwnerCategories(shop),
    listTemplates(shop),
    readLowStock(shop),
  ]);
  if (!product) notFound();
  const { upload, album } = await searchParams;
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
      <SaleWarnings product={product} />
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <div className="flex min-w-0 flex-col gap-4">
          <Pictures product={product} upload={album === "details" ? undefined : upload} />
          <Section title={text.basics}>
            <ActionForm action={saveProductAction} label={text.basics}>
              <input type="hidden" name="id" value={product.id} />
              <WasField was={productStamp(product)} />
              <BasicFields product={product} categories={categories} templates={templates} />
              <Submit className="mt-4">{text.save}</Submit>
            </ActionForm>
          </Section>
          <Details product={product} upload={album === "details" ? upload : undefined} />
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          <Options product={product} />
          {!isTable && <Matrix product={product} lowStock={lowStock} />}
        </div>
        {isTable && <Matrix product={product} lowStock={lowStock} />}
      </div>
    </>
  );
}

/** Said before it is on sale and while it is; it forbids nothing. */
function SaleWarnings({ product }: { product: OwnerProduct }) {
  const warnings = saleWarnings(product);
  if (warnings.length === 0) return null;
  return (
    <section className="mb-4 rounded-xl bg-amber-soft px-4 py-3 text-amber text-sm">
      <p>{product.onSale ? text.whileOnSale : text.beforeSale}</p>
      <ul className="list-disc pl-5">
        {warnings.map((warning) => (
          <li key={warning}>{text.saleWarnings[warning]}</li>
        ))}
      </ul>
    </section>
  );
}

function SaleForm({ product }: { product: OwnerProduct }) {
  return (
    <div className="flex flex-wrap items-start gap-2">
      {product.onSale && (
        <a href={`/products/${product.slug}`} className="inline-flex min-h-11 items-center px-2 text-alipay text-sm">
          {text.look}
        </a>
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
