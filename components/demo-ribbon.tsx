const text = { demo: "演示模式", meaning: "支付由模拟器完成，不会真的扣款" };

/** Shown wherever money is spoken of while the emulator stands in for Alipay. */
export function DemoRibbon() {
  return (
    <p className="bg-amber-soft px-4 py-2 text-center text-amber text-sm">
      <strong className="font-semibold">{text.demo}</strong>：{text.meaning}
    </p>
  );
}
