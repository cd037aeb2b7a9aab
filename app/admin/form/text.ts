/** A form was open while the same was saved in another tab or by somebody else. */
export const movedText = "这些内容在别处改过，这次没有保存，您填写的都还在。请先复制要保留的内容，再刷新页面，在最新的内容上修改";
