import { type ThresholdId } from '../../diagnosis/thresholds';
import thresholdFacts from '../../knowledge/thresholdFacts.json';

const bytes = { B: 1, KiB: 1024, MiB: 1024 ** 2, GiB: 1024 ** 3, TiB: 1024 ** 4 };
const seconds = { s: 1, min: 60, h: 3600, d: 86_400 };
const minutes = { min: 1, h: 60, d: 1440 };

/** What may stand behind a figure, and how much of the threshold's own unit it is. */
const unitsOf: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  bytes,
  bytesPerDay: bytes,
  ratio: { '%': 0.01 },
  seconds,
  minutes,
};

const facts = new Map(thresholdFacts.map(({ id, unit }) => [id, unit]));
const unitsFor = (id: string) => Object.entries(unitsOf[facts.get(id) ?? ''] ?? {});

/** A threshold as typed, "64 MiB" or "14 h" as well as the bare figure; NaN where it is none. */
export function parseFigure(id: string, typed: string): number {
  const [, digits = '', unit = ''] = /^\s*([0-9]+(?:\.[0-9]+)?)\s*([a-z%]*)\s*$/i.exec(typed) ?? [];
  if (digits === '' || unit === '') {
    return digits === '' ? NaN : Number(digits);
  }
  const [, factor = NaN] = unitsFor(id).find(([name]) => name.toLowerCase() === unit.toLowerCase()) ?? [];
  // 7 × 0.01 is not 0.07 in binary.
  return factor < 1 ? Number(digits) / Math.round(1 / factor) : Number(digits) * factor;
}

/** With the largest unit in which it is a short figure; what is typed again is the same value. */
export function figureText(id: ThresholdId, value: number): string {
  const candidates = unitsFor(id)
    .reverse()
    .map(([name, factor]) => `${Number((value / factor).toFixed(2))} ${name}`);
  return candidates.find((each) => parseFigure(id, each) === value && !each.startsWith('0')) ?? String(value);
}
