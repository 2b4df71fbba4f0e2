import { type ChartForecast, type ChartSeries, type ChartUnit } from '../../components/chartData';
import { type FleetNode } from '../../signals/evidence/fleetNode';
import { type SeriesAnswer } from '../../signals/answer';
import { type MissingSource } from '../../diagnosis/diagnosis';
import { type NodeEvidence } from '../../diagnosis/evidence';
import { growthRangeOf } from '../../diagnosis/trend';
import { type Words } from '../../locales/TextProvider';
import { type SeriesRow } from '../../signals/series';

export const chartIds = ['slab', 'cgroups', 'creations', 'available'] as const;
export type ChartId = (typeof chartIds)[number];

/** What a chart counts in, and which source delivers it. */
export const chartFacts: Readonly<Record<ChartId, { unit: ChartUnit; source: MissingSource }>> = {
  slab: { unit: 'bytes', source: 'nodeExporter' },
  cgroups: { unit: 'count', source: 'cgroupsCollector' },
  creations: { unit: 'count', source: 'kubelet' },
  available: { unit: 'bytes', source: 'nodeExporter' },
};

type Values = ChartSeries['values'];

const curves = {
  slabUnreclaimableBytes: 'main',
  memoryCgroups: 'main',
  liveMemoryCgroups: 'second',
  cgroupCreates15m: 'main',
  podStarts15m: 'second',
  refused: 'third',
  memoryAvailableBytes: 'main',
  memoryTotalBytes: 'limit',
} as const satisfies Record<string, ChartSeries['look']>;
type CurveId = keyof typeof curves;
const curveIds = Object.keys(curves) as CurveId[];

/** The curves of one answer, in a fixed order; those without a sample are left out. */
export function chartSeries({ rows, stepSeconds }: SeriesAnswer, { text }: Words): ChartSeries[] {
  const valuesOf = (signal: string) => rows.find(({ labels }: SeriesRow) => labels.signal === signal)?.values ?? [];
  return curveIds
    .map((id) => ({
      id,
      name: text(`chart.curve.${id}`),
      look: curves[id],
      values: id === 'refused' ? refusedPer15m(valuesOf, stepSeconds) : valuesOf(id),
    }))
    .filter(({ values }) => values.length > 0);
}

const quarterSeconds = 900;
const counterWindowSeconds = 1200;

/** A count that only grows becomes what was added in 15 minutes; a counter's increase is scaled to them. */
function refusedPer15m(valuesOf: (signal: string) => Values, stepSeconds: number): Values {
  const total = valuesOf('refusedTotal');
  if (total.length < 2 || stepSeconds === 0) {
    return valuesOf('refused20m').map(
      ([time, value]) => [time, (value * quarterSeconds) / counterWindowSeconds] as const
    );
  }
  return total.slice(1).map(([time, value], index) => {
    const [beforeTime, before] = total[index] ?? [time, value];
    const seconds = Math.max(stepSeconds, time - beforeTime);
    return [time, (Math.max(0, value - before) * quarterSeconds) / seconds] as const;
  });
}

/** Share of the range that the charts look ahead by when there is something to expect. */
const aheadShare = 1 / 3;

/** Where the count of memory cgroups goes, where it is the count that meets the limit. */
export function cgroupForecast(
  { evidence, diagnosis }: FleetNode,
  answer: SeriesAnswer,
  { text, measures }: Words
): ChartForecast | undefined {
  const { forecast, kernel } = diagnosis;
  const perDay = evidence.memoryCgroupsGrowthPerDay;
  const last = answer.rows.find(({ labels }) => labels.signal === 'memoryCgroups')?.values.at(-1);
  const isByCount = forecast.kind === 'range' && forecast.limit === 'cgroup-ids' && kernel.cgroupCountIncludesDying;
  if (!last || !perDay || perDay <= 0 || !isByCount) {
    return undefined;
  }
  // As uncertain as the verdict's own forecast, which knows one day of growth.
  const [slowestPerDay, fastestPerDay] = [perDay / 2, perDay * 2];
  const name = text('chart.forecastCount', {
    slowest: measures.count(slowestPerDay),
    fastest: measures.count(fastestPerDay),
  });
  return { name, fromSeconds: last[0], fromValue: last[1], slowestPerDay, fastestPerDay, untilSeconds: ahead(answer) };
}

function ahead({ fromSeconds, atSeconds }: SeriesAnswer): number {
  return atSeconds + (atSeconds - fromSeconds) * aheadShare;
}

/** Where unreclaimable slab goes if it keeps growing as it has. */
export function slabForecast(
  evidence: NodeEvidence,
  answer: SeriesAnswer,
  { text, measures }: Words
): ChartForecast | undefined {
  const steady = evidence.slabSteadyGrowthBytesPerDay;
  const last = answer.rows.find(({ labels }) => labels.signal === 'slabUnreclaimableBytes')?.values.at(-1);
  if (!last || steady === undefined || steady <= 0) {
    return undefined;
  }
  const { slowestPerDay, fastestPerDay } = growthRangeOf(evidence, steady);
  const [fromSeconds, fromValue] = last;
  return {
    name: text('chart.forecast', {
      slowest: measures.bytesPerDay(slowestPerDay),
      fastest: measures.bytesPerDay(fastestPerDay),
    }),
    fromSeconds,
    fromValue,
    slowestPerDay,
    fastestPerDay,
    untilSeconds: ahead(answer),
  };
}
