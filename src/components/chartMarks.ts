import { type GrafanaTheme2 } from '@grafana/data';
import { type UPlotConfigBuilder } from '@grafana/ui';
import { type ChartMark } from './chartData';

/** uPlot itself is Grafana's affair: its types are reached through Grafana's. */
type DrawHook = NonNullable<Parameters<typeof UPlotConfigBuilder.prototype.addHook<'draw'>>[1]>;
export type Plot = Parameters<DrawHook>[0];

const hatchGap = 8;

/** Stretches in which something held: shaded and hatched, so that the shade alone need not be seen. */
export function drawSpans(plot: Plot, marks: readonly ChartMark[], theme: GrafanaTheme2): void {
  for (const mark of marks) {
    if (mark.kind === 'span') {
      const from = place(plot, mark.fromSeconds);
      const to = Math.max(place(plot, mark.toSeconds), from + 2 * pixelRatio());
      within(plot, (context, { top, height }) => {
        context.beginPath();
        context.rect(from, top, to - from, height);
        context.clip();
        context.globalAlpha = 0.12;
        context.fillStyle = theme.colors.error.main;
        context.fillRect(from, top, to - from, height);
        context.globalAlpha = 0.25;
        context.strokeStyle = theme.colors.error.main;
        hatch(context, from, to, top, height);
      });
    }
  }
}

/** Moments at which something happened. */
export function drawLines(plot: Plot, marks: readonly ChartMark[], theme: GrafanaTheme2): void {
  for (const mark of marks) {
    if (mark.kind === 'line') {
      const x = place(plot, mark.timeSeconds);
      within(plot, (context, { top, height }) => {
        context.strokeStyle = theme.colors.text.primary;
        context.fillStyle = theme.colors.text.primary;
        context.lineWidth = pixelRatio();
        context.setLineDash([3 * pixelRatio(), 3 * pixelRatio()]);
        context.beginPath();
        context.moveTo(x, top);
        context.lineTo(x, top + height);
        context.stroke();
        flag(context, x, top);
      });
    }
  }
}

function hatch(context: CanvasRenderingContext2D, from: number, to: number, top: number, height: number): void {
  const gap = hatchGap * pixelRatio();
  context.beginPath();
  for (let x = from - height; x < to; x += gap) {
    context.moveTo(x, top + height);
    context.lineTo(x + height, top);
  }
  context.stroke();
}

/** A small triangle at the top: a dashed line alone is easily taken for the grid. */
function flag(context: CanvasRenderingContext2D, x: number, top: number): void {
  const size = 5 * pixelRatio();
  context.beginPath();
  context.moveTo(x - size, top);
  context.lineTo(x + size, top);
  context.lineTo(x, top + size * 1.4);
  context.fill();
}

function within(plot: Plot, draw: (context: CanvasRenderingContext2D, box: Plot['bbox']) => void): void {
  const { ctx: context, bbox } = plot;
  context.save();
  context.beginPath();
  context.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  context.clip();
  draw(context, bbox);
  context.restore();
}

function place(plot: Plot, seconds: number): number {
  return Math.round(plot.valToPos(seconds * 1000, 'x', true));
}

function pixelRatio(): number {
  return window.devicePixelRatio || 1;
}
