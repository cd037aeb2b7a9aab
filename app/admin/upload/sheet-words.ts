import { MAX_CELL, MAX_COLUMNS, MAX_IMPORT_BYTES, MAX_ROWS } from "@/lib/shop/sheets/sheet";

/** What is wrong with a table that an owner brings in, whatever it is about. */
export const sheetProblems = {
  no_file: "请先选择一个文件",
  too_big: `文件不能超过 ${MAX_IMPORT_BYTES / 1024 / 1024} MB，请分成几个`,
  no_text: "这个文件不是 CSV 或 Excel 表格",
  no_workbook: "这个 Excel 文件打不开，请另存为 .xlsx 或 CSV 再试",
  old_workbook: "这是旧版或加密的 Excel 文件，请另存为 .xlsx 再试",
  too_many_rows: `最多 ${MAX_ROWS} 行，请分成几个文件`,
  too_wide: `最多 ${MAX_COLUMNS} 列，请删去不用的列`,
  cell_too_long: `有一格超过 ${MAX_CELL} 个字，请缩短`,
  empty: "除了列名没有别的行",
};
