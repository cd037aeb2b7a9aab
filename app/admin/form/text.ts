import type { PictureRefusal } from "@/lib/shop/pictures/store-picture";

/** A form was open while the same was saved in another tab or by somebody else. */
export const movedText = "这些内容在别处改过，这次没有保存，您填写的都还在。请先复制要保留的内容，再刷新页面，在最新的内容上修改";

/** Why an uploaded picture was not taken. */
export const uploadRefusals = {
  no_file: "请先选择一张图片",
  too_big: "图片不能超过 6 MB，请压缩后再传",
  not_a_picture: "这个文件不是能识别的图片，请用 JPG、PNG、WebP 或 AVIF",
  too_many_pixels: "图片的像素太多，请缩小到 4000 万像素以内",
  busy: "同时上传的图片太多，请稍等片刻再传",
  not_stored: "图片暂时存不下来，请稍后再传；一直不行请联系技术人员",
} satisfies Record<"no_file" | PictureRefusal, string>;
