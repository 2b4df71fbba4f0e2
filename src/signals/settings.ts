import { defaultThresholds, type ThresholdId, type Thresholds } from '../diagnosis/thresholds';
import eventPresets from '../knowledge/events.json';
import defaults from '../knowledge/defaults.json';

export const eventPresetIds = [
  'auto',
  'none',
  'custom',
  ...(Object.keys(eventPresets) as Array<keyof typeof eventPresets>),
] as const;
export type EventPresetId = (typeof eventPresetIds)[number];

/** Stored as the app's jsonData; every field has a default that works on kube-prometheus-stack untouched. */
export interface Settings {
  version: 1;
  /** Data source uid; absent: the default one if compatible, else the first compatible. */
  metricsDataSourceUid?: string;
  clusterLabel: string;
  /** Label matchers without braces, e.g. `job="node-exporter"`; empty matches every job. */
  selectors: Selectors;
  events: { preset: EventPresetId; expr?: string };
  thresholds: Thresholds;
}

export interface Selectors {
  nodeExporter: string;
  kubeStateMetrics: string;
  kubelet: string;
  exporterPod: string;
}

/** A stored setting that could not be used; its default is in force. `field` is a path such as `selectors.kubelet`. */
export interface SettingProblem {
  field: string;
  stored: string;
}

export interface ParsedSettings {
  settings: Settings;
  problems: SettingProblem[];
}

const labelName = /^[a-zA-Z_][a-zA-Z0-9_]*$/;
const matcher = String.raw`[a-zA-Z_][a-zA-Z0-9_]*\s*(?:=~|!~|!=|=)\s*"(?:[^"\\\n]|\\.)*"`;
const matchers = new RegExp(String.raw`^\s*(?:${matcher}\s*(?:,\s*${matcher}\s*)*)?$`);

export function isMatchers(text: string): boolean {
  return text.length <= 2000 && matchers.test(text);
}

export function defaultSettings(): Settings {
  return {
    version: 1,
    clusterLabel: defaults.clusterLabel,
    selectors: { ...defaults.selectors },
    events: { preset: 'auto' },
    thresholds: { ...defaultThresholds },
  };
}

/** Reads whatever is stored: total, keeps what it can, falls back field by field and says so. */
export function parseSettings(stored: unknown): ParsedSettings {
  const settings = defaultSettings();
  const problems: SettingProblem[] = [];
  if (stored === undefined || stored === null) {
    return { settings, problems };
  }
  if (!isRecord(stored)) {
    return { settings, problems: [problem('settings', stored)] };
  }

  const take = <T>(
    field: string,
    value: unknown,
    accepts: (value: unknown) => value is T,
    apply: (value: T) => void
  ) => {
    if (value === undefined || value === null) {
      return;
    }
    if (accepts(value)) {
      apply(value);
    } else {
      problems.push(problem(field, value));
    }
  };

  take('metricsDataSourceUid', stored.metricsDataSourceUid, isText, (uid) => {
    if (uid !== '') {
      settings.metricsDataSourceUid = uid;
    }
  });
  take('clusterLabel', stored.clusterLabel, isLabelName, (label) => (settings.clusterLabel = label));
  const part = (field: 'selectors' | 'thresholds' | 'events'): Record<string, unknown> => {
    const value = stored[field];
    take(field, value, isRecord, () => {});
    return isRecord(value) ? value : {};
  };
  const selectors = part('selectors');
  for (const id of Object.keys(settings.selectors) as Array<keyof Selectors>) {
    take(`selectors.${id}`, selectors[id], isMatchersText, (text) => (settings.selectors[id] = text.trim()));
  }
  const thresholds = part('thresholds');
  for (const id of Object.keys(settings.thresholds) as ThresholdId[]) {
    take(`thresholds.${id}`, thresholds[id], isPositive, (value) => (settings.thresholds[id] = value));
  }
  const events = part('events');
  take('events.preset', events.preset, isEventPreset, (preset) => (settings.events.preset = preset));
  take('events.expr', events.expr, isText, (expr) => (settings.events.expr = expr));
  return { settings, problems };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function problem(field: string, stored: unknown): SettingProblem {
  return { field, stored: (JSON.stringify(stored) ?? String(stored)).slice(0, 200) };
}

const isText = (value: unknown): value is string => typeof value === 'string';
const isLabelName = (value: unknown): value is string => isText(value) && labelName.test(value);
const isMatchersText = (value: unknown): value is string => isText(value) && isMatchers(value);
const isPositive = (value: unknown): value is number =>
  typeof value === 'number' && Number.isFinite(value) && value > 0;
const isEventPreset = (value: unknown): value is EventPresetId =>
  isText(value) && (eventPresetIds as readonly string[]).includes(value);
