import { getTimeZone, type GrafanaTheme2 } from '@grafana/data';
import {
  AxisPlacement,
  DrawStyle,
  PointVisibility,
  ScaleDirection,
  ScaleOrientation,
  UPlotConfigBuilder,
} from '@grafana/ui';
import {
  axisSteps,
  type ChartForecast,
  type ChartMark,
  type ChartRange,
  type ChartSeries,
  type ChartUnit,
  valueRange,
} from './chartData';
import { drawLines, drawSpans } from './chartMarks';
import { seriesLook } from './chartLook';

export interface ChartConfigParts {
  series: readonly ChartSeries[];
  forecast?: ChartForecast;
  marks: readonly ChartMark[];
  range: ChartRange;
  unit: ChartUnit;
  theme: GrafanaTheme2;
  formatValue: (value: number) => string;
  /** Charts of one group share one crosshair. */
  group: string;
  onZoom: (range: ChartRange) => void;
  /** Place in the columns under the crosshair, or nothing. */
  onCursor: (index: number | undefined) => void;
}

const timeScale = 'x';
const valueScale = 'y';
/** Alike for all charts, so that a moment stands at the same place in each. */
const valueAxisWidth = 72;
const narrowestZoomPixels = 8;
/** Top, right, bottom, left: the last label of the time axis hangs over the right edge. */
const padding: [number, number, number, number] = [8, 24, 0, 0];

export function chartConfig(parts: ChartConfigParts): UPlotConfigBuilder {
  const builder = new UPlotConfigBuilder(getTimeZone());
  builder.setPadding([...padding]);
  addScales(builder, parts);
  addAxes(builder, parts);
  addCurves(builder, parts);
  addPointer(builder, parts);
  builder.addHook('drawClear', (plot) => drawSpans(plot, parts.marks, parts.theme));
  builder.addHook('draw', (plot) => drawLines(plot, parts.marks, parts.theme));
  return builder;
}

function addScales(builder: UPlotConfigBuilder, { range }: ChartConfigParts): void {
  builder.addScale({
    scaleKey: timeScale,
    isTime: true,
    orientation: ScaleOrientation.Horizontal,
    direction: ScaleDirection.Right,
    range: () => [range.fromSeconds * 1000, range.toSeconds * 1000],
  });
  builder.addScale({
    scaleKey: valueScale,
    orientation: ScaleOrientation.Vertical,
    direction: ScaleDirection.Up,
    range: (_plot, _lowest, highest) => valueRange(highest),
  });
}

function addAxes(builder: UPlotConfigBuilder, { theme, unit, formatValue }: ChartConfigParts): void {
  builder.addAxis({
    scaleKey: timeScale,
    isTime: true,
    placement: AxisPlacement.Bottom,
    theme,
    timeZone: getTimeZone(),
  });
  builder.addAxis({
    scaleKey: valueScale,
    placement: AxisPlacement.Left,
    theme,
    size: valueAxisWidth,
    incrs: axisSteps[unit],
    formatValue: (value: number) => formatValue(value),
  });
}

function addCurves(builder: UPlotConfigBuilder, { series, forecast, theme }: ChartConfigParts): void {
  const common = {
    scaleKey: valueScale,
    theme,
    drawStyle: DrawStyle.Line,
    showPoints: PointVisibility.Never,
    spanNulls: false,
  };
  for (const { look, values } of series) {
    // A line needs two ends: a single sample is drawn as a point.
    const showPoints = values.length < 3 ? PointVisibility.Always : PointVisibility.Never;
    builder.addSeries({ ...common, showPoints, pointSize: 6, ...seriesLook(look, theme) });
  }
  if (forecast) {
    const edge = seriesLook('forecast', theme);
    builder.addSeries({ ...common, ...edge });
    builder.addSeries({ ...common, ...edge });
    builder.addBand({ series: [series.length + 1, series.length + 2], fill: edge.bandColor });
  }
}

function addPointer(builder: UPlotConfigBuilder, { group, onZoom, onCursor }: ChartConfigParts): void {
  builder.setCursor({
    // Others follow the crosshair, not the selection: each would ask for the same zoom.
    sync: {
      key: group,
      scales: [timeScale, null],
      filters: { sub: (type: string) => !/^mouse(?:down|up)$/.test(type), pub: () => true },
    },
    drag: { x: true, y: false, setScale: false },
  });
  builder.addHook('setSelect', (plot) => {
    const { left, width } = plot.select;
    if (width >= narrowestZoomPixels) {
      const secondsAt = (pixels: number) => plot.posToVal(pixels, timeScale) / 1000;
      onZoom({ fromSeconds: secondsAt(left), toSeconds: secondsAt(left + width) });
    }
    plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
  });
  builder.addHook('setCursor', (plot) => onCursor(plot.cursor.idx ?? undefined));
}
