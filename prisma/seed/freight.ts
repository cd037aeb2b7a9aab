/** The demo shop's one template: dearer to remote provinces, free above a sum, and not to everywhere. Most of its goods are sent free. */
export const express = {
  name: "普通快递",
  unit: "piece",
  rules: {
    everywhere: { fee: { first: 1, firstFeeFen: 600, step: 1, stepFeeFen: 100 }, free: { fen: 9900, pieces: null } },
    zones: [
      {
        provinces: ["新疆维吾尔自治区", "青海省", "内蒙古自治区", "宁夏回族自治区", "甘肃省", "海南省"],
        fee: { first: 1, firstFeeFen: 1500, step: 1, stepFeeFen: 500 },
        free: null,
      },
    ],
    excluded: ["西藏自治区", "台湾省", "香港特别行政区", "澳门特别行政区"],
  },
};
