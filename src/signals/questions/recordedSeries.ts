import questions from '../../knowledge/questions.json';
import recordedSignals from '../../knowledge/recorded.json';
import { type SeriesRow, type SignalQuery } from '../series';
import { defaultSettings, type Settings } from '../settings/settings';
import { fillTemplate } from './template';

/** What the recording rules have made of the signals, where it can be read instead. */
export interface Recorded {
  /** Series that tell of every exporter but the unrecorded ones; signals whose series is not among them are read as they are. */
  series: ReadonlySet<string>;
  /** For as long as the history is. */
  isForLong: boolean;
  /** Addresses of exporters that are not recorded, most often because they came a moment ago: read as they are. */
  unrecorded: readonly string[];
}

/** By which exporters find their node. */
const nodeOfSeries = 'instance:memcg_kmem_node:info';
const historySeries = 'node:memcg_kmem_slab_unreclaimable_bytes:max';
/** What the rules call each node. */
export const stateSeries = 'node:memcg_kmem_state:info';
const suspectSeries = 'node:memcg_kmem_suspect:bool';
const { facts, memory, states } = questions.fleet;
/** Who they are, what the rules record of them alone, and how many others there are. */
const seriesOfSuspects: readonly string[] = [
  stateSeries,
  suspectSeries,
  facts.ofSuspects,
  memory.ofSuspects,
  states.expr,
];

/** All that the shipped rules record for the page. */
export const recordedForPage: readonly string[] = [nodeOfSeries, ...Object.keys(recordedSignals), ...seriesOfSuspects];

const seriesOfSignal: ReadonlyMap<string, string> = new Map(
  Object.entries(recordedSignals).map(([series, signal]) => [signal, series])
);

/** The series that this signal is recorded as, if it can be read. */
export function seriesOf(signal: string, recorded: Recorded): string | undefined {
  const series = seriesOfSignal.get(signal);
  return series !== undefined && recorded.series.has(series) ? series : undefined;
}

/** Whether the rules tell by these settings which nodes are suspects. Their thresholds are the shipped ones. */
export function knowsSuspects(recorded: Recorded | undefined, { thresholds }: Settings): recorded is Recorded {
  const shipped = defaultSettings().thresholds;
  const isAsShipped = Object.entries(shipped).every(([id, value]) => thresholds[id as keyof typeof shipped] === value);
  return recorded !== undefined && isAsShipped && seriesOfSuspects.every((each) => recorded.series.has(each));
}

/**
 * What the recorded series can answer; nothing to ask where these settings differ from those the rules were made with
 * in what the rules record.
 */
export function recordedQuery(settings: Settings): SignalQuery<'recorded'> | undefined {
  const { thresholds, clusterLabel } = defaultSettings();
  const isAsRecorded =
    clusterLabel === settings.clusterLabel &&
    thresholds.growthMinUptimeSeconds === settings.thresholds.growthMinUptimeSeconds &&
    Object.keys(settings.ownSelectors).length === 0;
  return isAsRecorded
    ? { id: 'recorded', kind: 'instant', expr: fillTemplate(questions.fleet.recorded.expr, settings) }
    : undefined;
}

/** Which exporters they do not tell of yet; nothing to ask where nothing is recorded. */
export function unrecordedQuery(
  settings: Settings,
  recorded: readonly SeriesRow[]
): SignalQuery<'unrecorded'> | undefined {
  return recorded.length > 0
    ? { id: 'unrecorded', kind: 'instant', expr: fillTemplate(questions.fleet.unrecorded.expr, settings) }
    : undefined;
}

/** More exporters than these are not asked for one by one. */
const maxUnrecorded = 50;

/**
 * Nothing where the rules have recorded nothing, or have left many exporters out. Each cluster may have rules of its own: a
 * series counts where those of every cluster have recorded it.
 */
export function recordedOf(rows: readonly SeriesRow[]): Recorded | undefined {
  const { clusterLabel } = defaultSettings();
  const clusterOf = ({ labels }: SeriesRow) => labels[clusterLabel] ?? '';
  const exporters = (which: string) => rows.filter(({ labels }) => labels.exporters === which);
  const clusters = [...new Set(exporters('recorded').map(clusterOf))];
  const isEverywhere = (among: readonly SeriesRow[]) => {
    const found = new Set(among.map(clusterOf));
    return clusters.every((cluster) => found.has(cluster));
  };
  const series = new Set(
    recordedForPage.filter((name) => isEverywhere(rows.filter(({ labels }) => labels.series === name)))
  );
  const unrecorded = exporters('unrecorded').map(({ labels: { instance } }) => instance ?? '');
  if (clusters.length === 0 || !series.has(nodeOfSeries) || unrecorded.length > maxUnrecorded) {
    return undefined;
  }
  const isForLong = series.has(historySeries) && isEverywhere(exporters('recordedForLong'));
  return { series, isForLong, unrecorded: [...new Set(unrecorded)].sort() };
}
