import { type WayOut, waysOut } from '../../kernel';
import { type MaintenanceWindow } from './maintenanceWindow';

export type WaveSize = { unit: 'nodes'; count: number } | { unit: 'percent'; percent: number };

/** One way out for the whole plan, or with `suggested` for each node the one that its kernel calls for. */
export type PlanChoice = 'suggested' | WayOut;
export const planChoices: readonly PlanChoice[] = ['suggested', ...waysOut];

export interface PlanSettings {
  /** Percent is of the cluster's nodes in the plan. */
  waveSize: WaveSize;
  /** Never more than this share of all nodes of a cluster in one wave; one node always may. */
  sharePercent: number;
  hoursPerWave: number;
  spreadsZones: boolean;
  fix: PlanChoice;
  /** Unix seconds; absent: as soon as the plan is kept. */
  startsAtSeconds?: number;
  /** Absent: at any time. */
  window?: MaintenanceWindow;
}

export const defaultPlanSettings: Readonly<PlanSettings> = {
  waveSize: { unit: 'percent', percent: 25 },
  sharePercent: 20,
  hoursPerWave: 2,
  spreadsZones: true,
  fix: 'suggested',
};

const maxNodes = 10_000;

/** "3" or "10%"; nothing for what is neither. */
export function parseWaveSize(text: string): WaveSize | undefined {
  const found = /^\s*(\d{1,5})\s*([%％]?)\s*$/.exec(text);
  const amount = Number(found?.[1]);
  if (!found || amount < 1) {
    return undefined;
  }
  if (found[2] === '') {
    return amount <= maxNodes ? { unit: 'nodes', count: amount } : undefined;
  }
  return amount <= 100 ? { unit: 'percent', percent: amount } : undefined;
}

export function waveSizeText(size: WaveSize): string {
  return size.unit === 'nodes' ? String(size.count) : `${size.percent}%`;
}

export function parseSharePercent(text: string): number | undefined {
  const percent = /^\s*\d{1,3}\s*[%％]?\s*$/.test(text) ? parseInt(text, 10) : 0;
  return percent >= 1 && percent <= 100 ? percent : undefined;
}

export function parseHoursPerWave(text: string): number | undefined {
  const hours = /^\s*\d{1,4}(\.\d{1,2})?\s*$/.test(text) ? Number(text) : 0;
  return hours >= 0.1 && hours <= 24 * 60 ? hours : undefined;
}

export function parsePlanChoice(text: string): PlanChoice | undefined {
  return planChoices.find((fix) => fix === text);
}
