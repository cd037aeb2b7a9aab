"use client";

import { useEffect, useState } from "react";
import { BottomSheet } from "@/components/bottom-sheet";
import { Button } from "@/components/button";
import type { Area, AreaTree } from "@/lib/shop/addresses/area";
import { AreaColumn } from "./area-column";
import { loadAreas } from "./load-areas";
import { checkoutText } from "./text";

const text = checkoutText.picker;
type Choice = [province: string, city: string, district: string];

export type AreaSheetProps = { open: boolean; value: Area | null; onPick: (area: Area) => void; onClose: () => void };

/** Three columns in a sheet, each a group of radio buttons, which work with thumbs, arrow keys and screen readers. */
export function AreaSheet({ open, value, onPick, onClose }: AreaSheetProps) {
  const [tree, setTree] = useState<AreaTree | null>(null);
  const [tries, setTries] = useState(0);
  const [hasFailed, setFailed] = useState(false);
  const [choice, setChoice] = useState<Choice>(value ? [value.province, value.city, value.district] : ["", "", ""]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another try loads again.
  useEffect(() => {
    setFailed(false);
    loadAreas().then(setTree, () => setFailed(true));
  }, [tries]);

  const [province, city, district] = choice;
  const done = () => {
    onPick({ province, city, district });
    onClose();
  };
  return (
    <BottomSheet open={open} onClose={onClose} title={text.title}>
      <h2 className="mb-3 pr-10 font-semibold text-lg">{text.title}</h2>
      {tree ? (
        <Columns tree={tree} choice={choice} onChange={setChoice} />
      ) : (
        <Waiting hasFailed={hasFailed} onRetry={() => setTries(tries + 1)} />
      )}
      <Button className="mt-3 w-full" disabled={!tree || district === ""} onClick={done}>
        {text.done}
      </Button>
    </BottomSheet>
  );
}

function Columns({ tree, choice, onChange }: { tree: AreaTree; choice: Choice; onChange: (choice: Choice) => void }) {
  const [province, city, district] = choice;
  const cities = tree.find(([name]) => name === province)?.[1] ?? [];
  const districts = cities.find(([name]) => name === city)?.[1] ?? [];
  const pickProvince = (name: string) => {
    const only = tree.find(([other]) => other === name)?.[1] ?? [];
    onChange([name, only.length === 1 ? (only[0]?.[0] ?? "") : "", ""]);
  };
  const [provinceLabel = "", cityLabel = "", districtLabel = ""] = text.columns;
  const [, noCity = "", noDistrict = ""] = text.chooseFirst;
  return (
    <div className="grid grid-cols-3 gap-1">
      <AreaColumn label={provinceLabel} names={tree.map(([name]) => name)} chosen={province} onChoose={pickProvince} />
      <AreaColumn
        label={cityLabel}
        names={cities.map(([name]) => name)}
        chosen={city}
        hint={noCity}
        onChoose={(name) => onChange([province, name, ""])}
      />
      <AreaColumn
        label={districtLabel}
        names={districts}
        chosen={district}
        hint={noDistrict}
        onChoose={(name) => onChange([province, city, name])}
      />
    </div>
  );
}

function Waiting({ hasFailed, onRetry }: { hasFailed: boolean; onRetry: () => void }) {
  return (
    <div role="status" className="grid h-[50dvh] max-h-96 place-content-center gap-3 text-center text-ink-2">
      {hasFailed ? text.failed : text.loading}
      {hasFailed && (
        <Button kind="outline" onClick={onRetry}>
          {text.retry}
        </Button>
      )}
    </div>
  );
}
