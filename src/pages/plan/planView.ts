import { type NodeKey } from '../../diagnosis';
import {
  defaultPlanSettings,
  parsePlanChoice,
  parseHoursPerWave,
  parseSharePercent,
  parseWaveSize,
  type PlanSettings,
  waveSizeText,
} from '../../runbook/plan/planSettings';
import {
  parseWindowTimes,
  type MaintenanceWindow,
  windowDays,
  windowTimesText,
} from '../../runbook/plan/maintenanceWindow';
import { nodeId } from '../../signals/evidence/collect';
import { type QueryChange } from '../shared/address/useUrlQuery';

/** Which nodes are in the plan: what the page proposes with the reader's changes, or a list that stays as it is. */
export type PlanChoice =
  { kind: 'proposed'; added: NodeKey[]; dropped: NodeKey[] } | { kind: 'fixed'; keys: NodeKey[]; sinceSeconds: number };

export interface PlanView {
  settings: PlanSettings;
  choice: PlanChoice;
}

/** Nodes that the address names for the plan. */
export function namesOf(choice: PlanChoice): string[] {
  return (choice.kind === 'fixed' ? choice.keys : choice.added).map(({ node }) => node);
}

/** Longer addresses are cut by some proxies and chats. */
export const longestAddress = 6000;

export function parsePlanView(search: string): PlanView {
  const query = new URLSearchParams(search);
  const text = (name: string) => query.get(name) ?? '';
  const sinceSeconds = isMoment(text('since')) ? Number(text('since')) : undefined;
  return {
    settings: {
      waveSize: parseWaveSize(text('size')) ?? defaultPlanSettings.waveSize,
      sharePercent: parseSharePercent(text('share')) ?? defaultPlanSettings.sharePercent,
      hoursPerWave: parseHoursPerWave(text('hours')) ?? defaultPlanSettings.hoursPerWave,
      spreadsZones: text('zones') !== 'off',
      fix: parsePlanChoice(text('fix')) ?? defaultPlanSettings.fix,
      ...(isMoment(text('start')) && { startsAtSeconds: Number(text('start')) }),
      ...parsedWindow(text('window'), text('days')),
    },
    choice:
      sinceSeconds !== undefined
        ? { kind: 'fixed', keys: parseKeys(text('nodes')), sinceSeconds }
        : { kind: 'proposed', added: parseKeys(text('add')), dropped: parseKeys(text('drop')) },
  };
}

function isMoment(text: string): boolean {
  return /^\d{1,11}$/.test(text);
}

function parsedWindow(timesText: string, daysText: string): { window?: MaintenanceWindow } {
  const times = parseWindowTimes(timesText);
  return times ? { window: { ...times, days: windowDays.find((each) => each === daysText) ?? 'every' } } : {};
}

/** What is at its default is left out of the URL. */
export function settingsChange(settings: PlanSettings): QueryChange {
  const unless = (text: string, standard: string) => (text === standard ? undefined : text);
  const standard = defaultPlanSettings;
  return {
    size: unless(waveSizeText(settings.waveSize), waveSizeText(standard.waveSize)),
    share: unless(String(settings.sharePercent), String(standard.sharePercent)),
    hours: unless(String(settings.hoursPerWave), String(standard.hoursPerWave)),
    zones: settings.spreadsZones ? undefined : 'off',
    fix: unless(settings.fix, standard.fix),
    start: settings.startsAtSeconds === undefined ? undefined : String(settings.startsAtSeconds),
    window: settings.window && windowTimesText(settings.window),
    days: settings.window && unless(settings.window.days, 'every'),
  };
}

export function choiceChange(choice: PlanChoice): QueryChange {
  return choice.kind === 'fixed'
    ? { nodes: keysText(choice.keys), since: String(choice.sinceSeconds), add: undefined, drop: undefined }
    : { add: keysText(choice.added), drop: keysText(choice.dropped), nodes: undefined, since: undefined };
}

/** `cluster/node`; a node without a slash is of the cluster before it, so that each cluster is written once. */
export function keysText(keys: readonly NodeKey[]): string {
  let cluster: string | undefined;
  return keys
    .map((key) => {
      const isSame = key.cluster === cluster;
      cluster = key.cluster;
      return isSame ? escaped(key.node) : `${escaped(key.cluster ?? '')}/${escaped(key.node)}`;
    })
    .join(',');
}

export function parseKeys(text: string): NodeKey[] {
  const keys = new Map<string, NodeKey>();
  let cluster: string | undefined;
  for (const part of text.split(',')) {
    const slash = part.indexOf('/');
    cluster = slash < 0 ? cluster : unescaped(part.slice(0, slash)) || undefined;
    const node = unescaped(part.slice(slash + 1));
    if (node !== '') {
      const key: NodeKey = { cluster, node };
      keys.set(nodeId(key), key);
    }
  }
  return [...keys.values()];
}

function escaped(text: string): string {
  return text.replace(/[%,/]/g, (each) => `%${each.charCodeAt(0).toString(16)}`);
}

function unescaped(text: string): string {
  return text.replace(/%(25|2c|2f)/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
}
