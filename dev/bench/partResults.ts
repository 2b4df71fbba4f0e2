// What parts of npm run bench:fleet have measured, in a file: each figure is there as soon as it is known, and the table is
// made of what is there.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { type PageMeasure, type PageVisit } from './browserMeasure';
import { type QueryCost } from './queryCost';

/** Of judging all nodes once; milliseconds. */
export interface JudgeCost {
  totalMs: number;
  longestMs: number;
}

/** A fleet as the rules have recorded it. */
export interface SizePart {
  nodes: number;
  suspectPercent: number;
  raw?: PageMeasure;
  frames?: PageMeasure;
  /** Of the questions that were answered when the first row was there, and of all. */
  firstSamples?: number;
  allSamples?: number;
  judgedSuspects?: JudgeCost[];
  judgedEverybody?: JudgeCost[];
  node?: PageVisit & SampledVisit;
  plan?: PageVisit & SampledVisit;
  coverage?: PageVisit & SampledVisit;
  alerts?: PageVisit & SampledVisit;
}

export interface SampledVisit {
  samples: number;
}

/** A fleet with its history and without rules. */
export interface TodayPart {
  nodes: number;
  series: number;
  samples: number;
  plain?: PageMeasure;
  victoria?: PageMeasure;
  plainCosts?: QueryCost[];
  usual?: QueryCost[];
}

/** What came of a part: its figures, and what could not be measured. */
export interface Part<Figures> {
  figures: Figures;
  missing: string[];
  /** When it was begun, and how long it took. */
  day: string;
  seconds: number;
}

export interface Results {
  cores: number;
  sizes: Partial<Record<string, Part<SizePart>>>;
  today?: Part<TodayPart>;
}

export function readResults(file: string, cores: number): Results {
  // What is no number is null in JSON.
  const revive = (_: string, value: unknown) => (value === null ? NaN : value);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8'), revive) as Results) : { cores, sizes: {} };
}

export function writeResults(file: string, results: Results): void {
  writeFileSync(file, JSON.stringify(results, undefined, 1));
}
