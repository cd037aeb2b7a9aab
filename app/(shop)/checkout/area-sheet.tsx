"use client";

import { useEffect, useState } from "react";
import { BottomSheet } from "@/components/bottom-sheet";
import { Button } from "@/components/button";
import type { Area, AreaTree } from "@/lib/shop/addresses/area";
import { AreaColumn } from "./area-column";
import { loadAreas, type Spelled } from "./load-areas";
import type { AddressWords } from "./text";

type Words = AddressWords["picker"];
type Choice = [province: string, city: string, district: string];

export type AreaSheetProps = { words: Words; open: boolean; value: Area | null; onPick: (area: Area) => void; onClose: () => void };

/** Three columns in a sheet, each a group of radio buttons, which work with thumbs, arrow keys and screen readers. */
export function AreaSheet({ words: text, open, value, onPick, onClose }: AreaSheetProps) {
  const [areas, setAreas] = useState<{ tree: AreaTree; spelled: Spelled } | null>(null);
  const [tries, setTries] = useState(0);
  const [hasFailed, setFailed] = useState(false);
  const [choice, setChoice] = useState<Choice>(value ? [value.province, value.city, value.district] : ["", "", ""]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another try loads again.
  useEffect(() => {
    setFailed(false);
    loadAreas(text.spelled).then(setAreas, () => setFailed(true));
  }, [tries]);

  const [province, city, district] = choice;
  const done = () => {
    onPick({ province, city, district });
    onClose();
  };
  return (
    <BottomSheet open={open} onClose={onClose} title={text.title}>
      <h2 className="mb-3 pr-10 font-semibold text-lg">{text.title}</h2>
      {areas ? (
        <Columns words={text} {...areas} choice={choice} onChange={setChoice} />
      ) : (
        <Waiting words={text} hasFailed={hasFailed} onRetry={() => setTries(tries + 1)} />
      )}
      <Button className="mt-3 w-full" disabled={!areas || district === ""} onClick={done}>
        {text.done}
      </Button>
    </BottomSheet>
  );
}

type ColumnsProps = { words: Words; tree: AreaTree; spelled: Spelled; choice: Choice; onChange: (choice: Choice) => void };

function Columns({ words: text, tree, spelled, choice, onChange }: ColumnsProps) {
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
      <AreaColumn label={provinceLabel} spelled={spelled} names={tree.map(([name]) => name)} chosen={province} onChoose={pickProvince} />
      <AreaColumn
        label={cityLabel}
        spelled={spelled}
        names={cities.map(([name]) => name)}
        chosen={city}
        hint={noCity}
        onChoose={(name) => onChange([province, name, ""])}
      />
      <AreaColumn
        label={districtLabel}
        spelled={spelled}
        names={districts}
        chosen={district}
        hint={noDistrict}
        onChoose={(name) => onChange([province, city, name])}
      />
    </div>
  );
}

function Waiting({ words: text, hasFailed, onRetry }: { words: Words; hasFailed: boolean; onRetry: () => void }) {
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
