/** A curve of a chart. Looks differ by line and fill as well as by colour. */
export interface ChartSeries {
  id: string;
  name: string;
  values: ReadonlyArray<readonly [timeSeconds: number, value: number]>;
  look: 'main' | 'second' | 'third' | 'limit';
}

/** Where a curve is expected to go: a cone from its last value, drawn as a band. */
export interface ChartForecast {
  name: string;
  fromSeconds: number;
  fromValue: number;
  slowestPerDay: number;
  fastestPerDay: number;
  untilSeconds: number;
}

export type ChartMark =
  { kind: 'line'; timeSeconds: number } | { kind: 'span'; fromSeconds: number; toSeconds: number };

export interface ChartRange {
  fromSeconds: number;
  toSeconds: number;
}

export type ChartUnit = 'bytes' | 'count';

type Column = Array<number | null>;
/** As uPlot takes it: milliseconds, then one column a curve; the last two are the forecast's edges, if there is one. */
export type ChartColumns = [number[], ...Column[]];

const daySeconds = 86_400;
const forecastPoints = 24;

export function chartColumns(
  series: readonly ChartSeries[],
  stepSeconds: number,
  forecast?: ChartForecast
): ChartColumns {
  const byTime = series.map(({ values }) => new Map(values));
  const seen = [...new Set(series.flatMap(({ values }) => values.map(([time]) => time)))].sort((a, b) => a - b);
  const ahead = forecast ? forecastTimes(forecast) : [];
  const times = [...new Set([...withGaps(seen, stepSeconds), ...ahead])].sort((a, b) => a - b);
  const columns = byTime.map((values) => times.map((time) => finite(values.get(time))));
  const timesMs = times.map((time) => time * 1000);
  return forecast ? [timesMs, ...columns, ...edges(times, forecast)] : [timesMs, ...columns];
}

/** Where samples are missing the line must break: one empty moment does it. */
function withGaps(times: readonly number[], stepSeconds: number): number[] {
  return times.flatMap((time, index) => {
    const next = times[index + 1];
    return next !== undefined && stepSeconds > 0 && next - time > 1.5 * stepSeconds
      ? [time, time + stepSeconds / 2]
      : [time];
  });
}

function forecastTimes({ fromSeconds, untilSeconds }: ChartForecast): number[] {
  const step = (untilSeconds - fromSeconds) / forecastPoints;
  return Array.from({ length: forecastPoints + 1 }, (_, index) => fromSeconds + index * step);
}

function edges(times: readonly number[], forecast: ChartForecast): [Column, Column] {
  const { fromSeconds, fromValue, slowestPerDay, fastestPerDay } = forecast;
  const edge = (perDay: number) =>
    times.map((time) =>
      time < fromSeconds ? null : Math.max(0, fromValue + (perDay * (time - fromSeconds)) / daySeconds)
    );
  return [edge(fastestPerDay), edge(slowestPerDay)];
}

function finite(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) ? value : null;
}

export interface SeriesExtent {
  lowest: number;
  highest: number;
  last: number;
}

export function extentOf({ values }: Pick<ChartSeries, 'values'>): SeriesExtent | undefined {
  const numbers = values.map(([, value]) => value).filter(Number.isFinite);
  const last = numbers.at(-1);
  return last === undefined ? undefined : { lowest: Math.min(...numbers), highest: Math.max(...numbers), last };
}

/** From zero, so that the noise of a quiet node does not look like a leak. */
export function valueRange(highest: number | null): [number, number] {
  return [0, highest === null || highest <= 0 ? 1 : highest * 1.15];
}

const binarySteps = Array.from({ length: 50 }, (_, exponent) => 2 ** exponent);
const decimalSteps = Array.from({ length: 13 }, (_, exponent) => [1, 2, 5].map((step) => step * 10 ** exponent)).flat();

/** Steps between marks of the value axis that give round figures in the unit; counts are whole. */
export const axisSteps: Readonly<Record<ChartUnit, number[]>> = { bytes: binarySteps, count: decimalSteps };
