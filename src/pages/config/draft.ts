import { type ThresholdId } from '../../diagnosis';
import { type EventPresetId, eventPresetIds, isMatchers, type Selectors, type Settings } from '../../signals/settings';
import { type TextKey } from '../../locales/catalogue';

/** What stands in the form: every field as typed. */
export interface Draft {
  metricsDataSourceUid: string;
  clusterLabel: string;
  selectors: Selectors;
  preset: EventPresetId;
  expr: string;
  thresholds: Record<ThresholdId, string>;
}

export const thresholdIds = (settings: Settings) => Object.keys(settings.thresholds) as ThresholdId[];
export const selectorIds = [
  'nodeExporter',
  'kubeStateMetrics',
  'kubelet',
  'exporterPod',
] as const satisfies ReadonlyArray<keyof Selectors>;

export function draftOf(settings: Settings): Draft {
  const { metricsDataSourceUid, clusterLabel, selectors, events, thresholds } = settings;
  const typed = Object.fromEntries(Object.entries(thresholds).map(([id, value]) => [id, String(value)]));
  return {
    metricsDataSourceUid: metricsDataSourceUid ?? '',
    clusterLabel,
    selectors: { ...selectors },
    preset: events.preset,
    expr: events.expr ?? '',
    thresholds: typed as Draft['thresholds'],
  };
}

export type FieldProblems = Partial<Record<string, TextKey>>;

/** The fields that cannot be saved as they stand, by path. */
export function problemsOf(draft: Draft): FieldProblems {
  const problems: FieldProblems = {};
  if (!/^[a-zA-Z_][a-zA-Z0-9_]*$/.test(draft.clusterLabel)) {
    problems.clusterLabel = 'config.invalid.label';
  }
  for (const id of selectorIds) {
    if (!isMatchers(draft.selectors[id])) {
      problems[`selectors.${id}`] = 'config.invalid.matchers';
    }
  }
  if (draft.preset === 'custom' && draft.expr.trim() === '') {
    problems['events.expr'] = 'config.invalid.expr';
  }
  for (const [id, typed] of Object.entries(draft.thresholds)) {
    if (!isPositiveNumber(typed)) {
      problems[`thresholds.${id}`] = 'config.invalid.number';
    }
  }
  return problems;
}

export function settingsOf(draft: Draft): Settings {
  const thresholds = Object.fromEntries(Object.entries(draft.thresholds).map(([id, typed]) => [id, Number(typed)]));
  return {
    version: 1,
    metricsDataSourceUid: draft.metricsDataSourceUid || undefined,
    clusterLabel: draft.clusterLabel,
    selectors: draft.selectors,
    events: { preset: draft.preset, expr: draft.expr.trim() || undefined },
    thresholds: thresholds as Settings['thresholds'],
  };
}

export function isPreset(text: string): text is EventPresetId {
  return eventPresetIds.some((id) => id === text);
}

function isPositiveNumber(typed: string): boolean {
  const value = Number(typed);
  return typed.trim() !== '' && Number.isFinite(value) && value > 0;
}
