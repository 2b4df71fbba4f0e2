import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { UPlotChart, useStyles2, useTheme2 } from '@grafana/ui';
import React, { type ComponentProps, type ReactNode, useId, useMemo, useState } from 'react';
import { useText } from '../locales/TextProvider';
import { chartConfig } from './chartConfig';
import {
  chartColumns,
  type ChartForecast,
  type ChartMark,
  type ChartRange,
  type ChartSeries,
  type ChartUnit,
} from './chartData';
import { ChartLegend } from './ChartLegend';
import { useWidth } from './useWidth';

export interface ChartProps {
  title: string;
  series: readonly ChartSeries[];
  forecast?: ChartForecast;
  marks: readonly ChartMark[];
  range: ChartRange;
  stepSeconds: number;
  unit: ChartUnit;
  group: string;
  onZoom: (range: ChartRange) => void;
  /** Beside the title, such as a link. */
  actions?: ReactNode;
  height?: number;
}

/** The one place that draws curves. All it shows is in the words of its legend as well. */
export function Chart(props: ChartProps) {
  const { title, series, forecast, marks, range, stepSeconds, unit, group, onZoom, actions, height = 180 } = props;
  const theme = useTheme2();
  const styles = useStyles2(getStyles);
  const { measures } = useText();
  const titleId = useId();
  const [measureWidth, width] = useWidth();
  const [cursor, setCursor] = useState<number>();
  const formatValue = unit === 'bytes' ? measures.bytes : measures.count;

  const columns = useMemo(() => chartColumns(series, stepSeconds, forecast), [series, stepSeconds, forecast]);
  const config = useMemo(
    () => chartConfig({ series, forecast, marks, range, unit, theme, formatValue, group, onZoom, onCursor: setCursor }),
    [series, forecast, marks, range, unit, theme, formatValue, group, onZoom]
  );

  return (
    <figure className={styles.figure} aria-labelledby={titleId} data-testid="chart">
      <div className={styles.head}>
        <h3 id={titleId} className={styles.title}>
          {title}
        </h3>
        {actions}
      </div>
      <div ref={measureWidth} style={{ height }} aria-hidden>
        {width > 0 && (
          <UPlotChart
            // Grafana 11 does not redraw when size and configuration change at once.
            key={config.uid}
            config={config}
            data={columns as ComponentProps<typeof UPlotChart>['data']}
            width={width}
            height={height}
          />
        )}
      </div>
      <ChartLegend {...{ series, forecast, columns, formatValue }} cursor={cursor} />
    </figure>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  figure: css({ margin: 0, minWidth: 0 }),
  head: css({ display: 'flex', justifyContent: 'space-between', alignItems: 'center', gap: theme.spacing(1) }),
  title: css({ ...theme.typography.h6, margin: 0 }),
});
