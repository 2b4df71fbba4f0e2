import { colorManipulator, type GrafanaTheme2 } from '@grafana/data';
import { type ChartSeries } from './chartData';

export interface SeriesLook {
  lineColor: string;
  lineWidth: number;
  lineStyle?: { fill: 'dash'; dash: number[] };
  fillColor?: string;
  bandColor?: string;
}

/** Curves are told apart by dashes as well as by colour. */
export function seriesLook(look: ChartSeries['look'] | 'forecast', theme: GrafanaTheme2): SeriesLook {
  const { visualization, colors } = theme;
  switch (look) {
    case 'main': {
      const color = visualization.getColorByName('blue');
      return { lineColor: color, lineWidth: 2, fillColor: colorManipulator.alpha(color, 0.1) };
    }
    case 'second':
      return {
        lineColor: visualization.getColorByName('orange'),
        lineWidth: 2,
        lineStyle: { fill: 'dash', dash: [8, 4] },
      };
    case 'third':
      return {
        lineColor: visualization.getColorByName('purple'),
        lineWidth: 2,
        lineStyle: { fill: 'dash', dash: [2, 3] },
      };
    case 'limit':
      return { lineColor: colors.text.secondary, lineWidth: 1, lineStyle: { fill: 'dash', dash: [12, 6] } };
    case 'forecast': {
      const color = visualization.getColorByName('orange');
      return {
        lineColor: color,
        lineWidth: 1,
        lineStyle: { fill: 'dash', dash: [4, 4] },
        bandColor: colorManipulator.alpha(color, 0.25),
      };
    }
  }
}
