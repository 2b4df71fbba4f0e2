import { contradictionsOf, thresholdProblem, type ThresholdProblem } from '../../diagnosis/thresholdProblems';
import { defaultThresholds, type ThresholdId, type Thresholds } from '../../diagnosis/thresholds';
import defaults from '../../knowledge/defaults.json';
import eventPresets from '../../knowledge/events.json';
import lokiKnowledge from '../../knowledge/loki.json';
import stacks from '../../knowledge/stacks.json';
import { isRecord } from '../../json/isRecord';
import { migrated } from './settingsMigrations';

export const settingsVersion = 2;

export const eventSources = ['prometheus', 'loki', 'none'] as const;
export type EventSource = (typeof eventSources)[number];

export const eventPresetIds = [
  'auto',
  'custom',
  ...(Object.keys(eventPresets) as Array<keyof typeof eventPresets>),
] as const;
export type EventPresetId = (typeof eventPresetIds)[number];

export type StackId = keyof typeof stacks;
export const stackIds = Object.keys(stacks) as StackId[];

export type LokiLayoutId = keyof (typeof lokiKnowledge)['layouts'];
export const lokiLayoutIds = Object.keys(lokiKnowledge.layouts) as LokiLayoutId[];

/** Label matchers without braces, e.g. `job="node-exporter"`; empty matches every job. */
export interface Selectors {
  nodeExporter: string;
  kubeStateMetrics: string;
  kubelet: string;
  exporterPod: string;
}

export interface LokiEvents {
  /** Absent: the default one if it is a Loki, else the only or first one. */
  dataSourceUid?: string;
  layout: LokiLayoutId;
  /** Matchers of the stream, without braces; absent: those of the layout. */
  selector?: string;
}

export interface EventSettings {
  source: EventSource;
  /** How events reach Prometheus; `expr` belongs to `custom`. */
  preset: EventPresetId;
  expr?: string;
  loki: LokiEvents;
}

/** What the app's jsonData says; every field has a default that works on kube-prometheus-stack untouched. */
export interface Settings {
  version: typeof settingsVersion;
  /** Data source uid; absent: the last used one, the default one if compatible, else the first compatible. */
  metricsDataSourceUid?: string;
  /** Where this Grafana is reached, without a slash at the end; absent: links are paths that work inside Grafana only. */
  grafanaUrl?: string;
  clusterLabel: string;
  stack: StackId;
  /** What was set beside the stack; wins over it. */
  ownSelectors: Partial<Selectors>;
  /** In force: the stack's selectors with the own ones over them. */
  selectors: Selectors;
  events: EventSettings;
  thresholds: Thresholds;
}

/** A stored setting that could not be used; its default is in force. `field` is a path such as `selectors.kubelet`. */
export interface SettingProblem {
  field: string;
  stored: string;
  /** What is wrong with a threshold. */
  why?: ThresholdProblem;
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

export function isLabelName(text: string): boolean {
  return labelName.test(text);
}

/** The address as it is used, or undefined where a link built on it would lead nowhere or somewhere unexpected. */
export function grafanaUrlOf(text: string): string | undefined {
  const trimmed = text.trim().replace(/\/+$/, '');
  if (!/^https?:\/\/[^\s"'<>\\{}|^`]+$/i.test(trimmed)) {
    return undefined;
  }
  try {
    const { username, password, search, hash } = new URL(trimmed);
    return username || password || search || hash ? undefined : trimmed;
  } catch {
    return undefined;
  }
}

export function selectorsOf(stack: StackId, own: Partial<Selectors>): Selectors {
  return { ...defaults.selectors, ...stacks[stack], ...own };
}

export function defaultSettings(): Settings {
  return {
    version: settingsVersion,
    clusterLabel: defaults.clusterLabel,
    stack: 'any',
    ownSelectors: {},
    selectors: selectorsOf('any', {}),
    events: { source: 'prometheus', preset: 'auto', loki: { layout: 'alloy' } },
    thresholds: { ...defaultThresholds },
  };
}

/** Reads whatever is stored, by any version: total, keeps what it can, falls back field by field and says so. */
export function parseSettings(stored: unknown): ParsedSettings {
  const settings = defaultSettings();
  if (stored === undefined || stored === null) {
    return { settings, problems: [] };
  }
  if (!isRecord(stored)) {
    return { settings, problems: [problem('settings', stored)] };
  }
  const reader = new SettingsReader(migrated(stored));
  const top = reader.root;
  reader.take(top, 'version', isKnownVersion, () => {});
  reader.take(top, 'metricsDataSourceUid', isText, (uid) => (settings.metricsDataSourceUid = uid || undefined));
  reader.take(top, 'grafanaUrl', isGrafanaUrl, (url) => (settings.grafanaUrl = grafanaUrlOf(url)));
  reader.take(top, 'clusterLabel', isLabel, (label) => (settings.clusterLabel = label));
  reader.take(top, 'stack', isStack, (stack) => (settings.stack = stack));
  parseSelectors(reader, settings);
  parseThresholds(reader, settings);
  parseEventSettings(reader, settings);
  return { settings, problems: reader.problems.map(withReason) };
}

function withReason(each: SettingProblem): SettingProblem {
  const [, id] = /^thresholds\.(.+)$/.exec(each.field) ?? [];
  const value = Number(each.stored);
  const why = each.why ?? (id === undefined ? undefined : thresholdProblem(id, value));
  return why ? { ...each, why } : each;
}

function parseSelectors(reader: SettingsReader, settings: Settings): void {
  const stored = reader.part(reader.root, 'selectors');
  for (const id of Object.keys(settings.selectors) as Array<keyof Selectors>) {
    reader.take(stored, id, isMatchersText, (text) => {
      if (text.trim() !== '') {
        settings.ownSelectors[id] = text.trim();
      }
    });
  }
  settings.selectors = selectorsOf(settings.stack, settings.ownSelectors);
}

function parseThresholds(reader: SettingsReader, settings: Settings): void {
  const stored = reader.part(reader.root, 'thresholds');
  for (const id of Object.keys(settings.thresholds) as ThresholdId[]) {
    const accepts = (value: unknown): value is number =>
      typeof value === 'number' && thresholdProblem(id, value) === undefined;
    reader.take(stored, id, accepts, (value) => (settings.thresholds[id] = value));
  }
  for (const { id, mustNotExceed, problem: why } of contradictionsOf(settings.thresholds)) {
    reader.problems.push({ ...problem(`${stored.path}${id}`, settings.thresholds[id]), why });
    settings.thresholds[id] = defaultThresholds[id];
    settings.thresholds[mustNotExceed] = defaultThresholds[mustNotExceed];
  }
}

function parseEventSettings(reader: SettingsReader, { events }: Settings): void {
  const stored = reader.part(reader.root, 'events');
  reader.take(stored, 'source', isEventSource, (source) => (events.source = source));
  reader.take(stored, 'preset', isEventPreset, (preset) => (events.preset = preset));
  reader.take(stored, 'expr', isText, (expr) => (events.expr = expr));
  const loki = reader.part(stored, 'loki');
  reader.take(loki, 'dataSourceUid', isText, (uid) => (events.loki.dataSourceUid = uid || undefined));
  reader.take(loki, 'layout', isLokiLayout, (layout) => (events.loki.layout = layout));
  reader.take(loki, 'selector', isMatchersText, (text) => (events.loki.selector = text.trim() || undefined));
}

interface Part {
  path: string;
  values: Record<string, unknown>;
}

class SettingsReader {
  readonly problems: SettingProblem[] = [];
  readonly root: Part;

  constructor(values: Record<string, unknown>) {
    this.root = { path: '', values };
  }

  take<T>(
    { path, values }: Part,
    name: string,
    accepts: (value: unknown) => value is T,
    apply: (value: T) => void
  ): void {
    const value = values[name];
    if (value === undefined || value === null) {
      return;
    }
    if (accepts(value)) {
      apply(value);
    } else {
      this.problems.push(problem(path + name, value));
    }
  }

  part(within: Part, name: string): Part {
    const value = within.values[name];
    this.take(within, name, isRecord, () => {});
    return { path: `${within.path}${name}.`, values: isRecord(value) ? value : {} };
  }
}

function problem(field: string, stored: unknown): SettingProblem {
  return { field, stored: (JSON.stringify(stored) ?? String(stored)).slice(0, 200) };
}

const isText = (value: unknown): value is string => typeof value === 'string';
const isLabel = (value: unknown): value is string => isText(value) && isLabelName(value);
const isMatchersText = (value: unknown): value is string => isText(value) && isMatchers(value);
const isGrafanaUrl = (value: unknown): value is string =>
  isText(value) && (value.trim() === '' || grafanaUrlOf(value) !== undefined);
const oneOf =
  <T extends string>(list: readonly T[]) =>
  (value: unknown): value is T =>
    list.some((each) => each === value);
export const isStack = oneOf(stackIds);
export const isEventSource = oneOf(eventSources);
export const isEventPreset = oneOf(eventPresetIds);
export const isLokiLayout = oneOf(lokiLayoutIds);
const isKnownVersion = (value: unknown): value is typeof settingsVersion => value === settingsVersion;
