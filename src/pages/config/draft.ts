import { type ThresholdId } from '../../diagnosis';
import { contradictionsOf, thresholdProblem } from '../../diagnosis/thresholdProblems';
import { type TextKey } from '../../locales/catalogue';
import {
  type EventPresetId,
  type EventSource,
  grafanaUrlOf,
  isLabelName,
  isMatchers,
  type LokiLayoutId,
  type Selectors,
  selectorsOf,
  type Settings,
  settingsVersion,
  type StackId,
} from '../../signals/settings/settings';
import { figureText, parseFigure } from './figure';

/** What stands in the form: every field as typed. */
export interface Draft {
  metricsDataSourceUid: string;
  grafanaUrl: string;
  clusterLabel: string;
  stack: StackId;
  ownSelectors: Selectors;
  source: EventSource;
  preset: EventPresetId;
  expr: string;
  lokiDataSourceUid: string;
  layout: LokiLayoutId;
  lokiSelector: string;
  thresholds: Record<ThresholdId, string>;
}

export const selectorIds = [
  'nodeExporter',
  'kubeStateMetrics',
  'kubelet',
  'exporterPod',
] as const satisfies ReadonlyArray<keyof Selectors>;

export function draftOf(settings: Settings): Draft {
  const { metricsDataSourceUid, grafanaUrl, clusterLabel, stack, ownSelectors, events, thresholds } = settings;
  const typed = Object.fromEntries(
    Object.entries(thresholds).map(([id, value]) => [id, figureText(id as ThresholdId, value)])
  );
  return {
    metricsDataSourceUid: metricsDataSourceUid ?? '',
    grafanaUrl: grafanaUrl ?? '',
    clusterLabel,
    stack,
    ownSelectors: { nodeExporter: '', kubeStateMetrics: '', kubelet: '', exporterPod: '', ...ownSelectors },
    source: events.source,
    preset: events.preset,
    expr: events.expr ?? '',
    lokiDataSourceUid: events.loki.dataSourceUid ?? '',
    layout: events.loki.layout,
    lokiSelector: events.loki.selector ?? '',
    thresholds: typed as Draft['thresholds'],
  };
}

export type FieldProblems = Partial<Record<string, TextKey>>;

/** The fields that cannot be saved as they stand, by path. */
export function problemsOf(draft: Draft): FieldProblems {
  const problems: FieldProblems = {};
  if (!isLabelName(draft.clusterLabel)) {
    problems.clusterLabel = 'config.invalid.label';
  }
  if (draft.grafanaUrl.trim() !== '' && grafanaUrlOf(draft.grafanaUrl) === undefined) {
    problems.grafanaUrl = 'config.invalid.url';
  }
  for (const id of selectorIds) {
    if (!isMatchers(draft.ownSelectors[id])) {
      problems[`selectors.${id}`] = 'config.invalid.matchers';
    }
  }
  if (draft.source === 'prometheus' && draft.preset === 'custom' && draft.expr.trim() === '') {
    problems['events.expr'] = 'config.invalid.expr';
  }
  if (draft.source === 'loki' && !isMatchers(draft.lokiSelector)) {
    problems['events.loki.selector'] = 'config.invalid.matchers';
  }
  for (const [id, typed] of Object.entries(draft.thresholds)) {
    const found = typed.trim() === '' ? 'number' : thresholdProblem(id, parseFigure(id, typed));
    if (found) {
      problems[`thresholds.${id}`] = `config.invalid.${found}`;
    }
  }
  for (const { id, problem } of contradictionsOf(numbersOf(draft.thresholds))) {
    problems[`thresholds.${id}`] ??= `config.invalid.${problem}`;
  }
  return problems;
}

export function settingsOf(draft: Draft): Settings {
  const own = Object.entries(draft.ownSelectors).flatMap(([id, typed]) =>
    typed.trim() === '' ? [] : [[id, typed.trim()]]
  );
  const ownSelectors = Object.fromEntries(own) as Partial<Selectors>;
  return {
    version: settingsVersion,
    metricsDataSourceUid: draft.metricsDataSourceUid || undefined,
    grafanaUrl: grafanaUrlOf(draft.grafanaUrl),
    clusterLabel: draft.clusterLabel,
    stack: draft.stack,
    ownSelectors,
    selectors: selectorsOf(draft.stack, ownSelectors),
    events: {
      source: draft.source,
      preset: draft.preset,
      expr: draft.expr.trim() || undefined,
      loki: {
        dataSourceUid: draft.lokiDataSourceUid || undefined,
        layout: draft.layout,
        selector: (isMatchers(draft.lokiSelector) && draft.lokiSelector.trim()) || undefined,
      },
    },
    thresholds: numbersOf(draft.thresholds),
  };
}

function numbersOf(typed: Draft['thresholds']): Settings['thresholds'] {
  return Object.fromEntries(
    Object.entries(typed).map(([id, each]) => [id, parseFigure(id, each)])
  ) as Settings['thresholds'];
}
