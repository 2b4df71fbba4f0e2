import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';
import React from 'react';
import { useText } from '../locales/TextProvider';
import { type ChartColumns, type ChartForecast, type ChartSeries, extentOf } from './chartData';
import { seriesLook } from './chartLook';

export interface ChartLegendProps {
  series: readonly ChartSeries[];
  forecast?: ChartForecast;
  columns: ChartColumns;
  formatValue: (value: number) => string;
  cursor: number | undefined;
}

/** Names the curves and says in words what they do; under the crosshair, what they are there. */
export function ChartLegend({ series, forecast, columns, formatValue, cursor }: ChartLegendProps) {
  const styles = useStyles2(getStyles);
  const { text, measures } = useText();
  const timeMs = cursor === undefined ? undefined : columns[0][cursor];
  return (
    <figcaption className={styles.legend}>
      <ul className={styles.list}>
        {series.map((each, index) => (
          <li key={each.id}>
            <Swatch look={each.look} />{' '}
            {text('join.named', {
              name: each.name,
              what:
                timeMs === undefined
                  ? extentText(each, formatValue, text)
                  : valueText(columns[index + 1]?.[cursor ?? 0], formatValue, text),
            })}
          </li>
        ))}
        {forecast && (
          <li>
            <Swatch look="forecast" /> {forecast.name}
          </li>
        )}
        {timeMs !== undefined && <li aria-hidden>{measures.minute(timeMs / 1000)}</li>}
      </ul>
    </figcaption>
  );
}

type Text = ReturnType<typeof useText>['text'];

function extentText(series: ChartSeries, formatValue: (value: number) => string, text: Text): string {
  const extent = extentOf(series);
  return extent
    ? text('chart.extent', {
        last: formatValue(extent.last),
        lowest: formatValue(extent.lowest),
        highest: formatValue(extent.highest),
      })
    : text('notSeen');
}

function valueText(value: number | null | undefined, formatValue: (value: number) => string, text: Text): string {
  return typeof value === 'number' ? formatValue(value) : text('notSeen');
}

function Swatch({ look }: { look: ChartSeries['look'] | 'forecast' }) {
  const theme = useTheme2();
  const { lineColor, lineWidth, lineStyle } = seriesLook(look, theme);
  return (
    <svg width="24" height="8" aria-hidden focusable="false">
      <line
        x1="0"
        y1="4"
        x2="24"
        y2="4"
        stroke={lineColor}
        strokeWidth={lineWidth}
        strokeDasharray={lineStyle?.dash.join(' ')}
      />
    </svg>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  legend: css({ ...theme.typography.bodySmall, color: theme.colors.text.secondary, marginTop: theme.spacing(0.5) }),
  list: css({ listStyle: 'none', display: 'flex', flexWrap: 'wrap', columnGap: theme.spacing(2) }),
});
