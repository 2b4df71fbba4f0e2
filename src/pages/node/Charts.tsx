import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React, { useMemo } from 'react';
import { type ChartForecast, type ChartMark, type ChartRange } from '../../components/chartData';
import { PageLink } from '../../components/PageLink';
import { type PrometheusSource } from '../../data/dataSources';
import { isAllowed } from '../../data/permissions';
import { type NodeReading } from '../../data/nodeReading';
import { type QueryProgress } from '../../data/progress';
import { useText } from '../../locales/TextProvider';
import { type AlertSpan, type NodeChange } from '../../signals/timeline/nodeTimeline';
import { ChartPanel } from './ChartPanel';
import { cgroupForecast, type ChartId, chartIds, slabForecast } from './chartSeries';
import { explorePath } from './grafanaLinks';
import { usePage } from '../shared/asking/PageContext';
import { Section } from '../shared/Section';

export interface ChartsProps {
  reading: NodeReading;
  changes: readonly NodeChange[];
  alerts: readonly AlertSpan[];
  source: PrometheusSource;
  onZoom: (range: ChartRange) => void;
}

export function Charts({ reading, changes, alerts, source, onZoom }: ChartsProps) {
  const { view } = usePage();
  const styles = useStyles2(getStyles);
  const words = useText();
  const { text } = words;
  const { node, answers, queries } = reading;
  const { slab, cgroups } = answers;
  const whereFailed = queries.where?.state === 'failed' ? queries.where : undefined;
  const isLeaking = node?.diagnosis.state === 'leaking';
  const forecasts: Partial<Record<ChartId, ChartForecast>> = useMemo(
    () => ({
      slab: node && slab && isLeaking ? slabForecast(node.evidence, slab, words) : undefined,
      cgroups: node && cgroups && isLeaking ? cgroupForecast(node, cgroups, words) : undefined,
    }),
    [node, slab, cgroups, isLeaking, words]
  );
  const aheadSeconds = Math.max(
    0,
    ...chartIds.map((id) => (forecasts[id]?.untilSeconds ?? 0) - (answers[id]?.atSeconds ?? 0))
  );
  const marks = useMemo(() => marksOf(changes, alerts), [changes, alerts]);

  return (
    <Section title={text('node.charts.title')}>
      <p className={styles.hint}>
        {changes.length > 0 && (
          <span>
            <span aria-hidden>┊</span> {text('node.charts.changeMark')}
          </span>
        )}
        {alerts.length > 0 && (
          <span>
            <span aria-hidden>▨</span> {text('node.charts.alertMark')}
          </span>
        )}
        <span>{text('node.charts.zoom')}</span>
      </p>
      <div className={styles.grid}>
        {chartIds.map((id) => {
          const answer = answers[id] ?? (wasAsked(queries[id]) ? undefined : emptyIfUnasked(reading));
          return (
            <ChartPanel
              key={id}
              {...{ id, answer, marks, aheadSeconds, onZoom }}
              progress={wasAsked(queries[id]) ? queries[id] : whereFailed}
              forecast={forecasts[id]}
              actions={
                answer &&
                answer.expr !== '' &&
                isAllowed('explore') && (
                  <PageLink path={explorePath(answer.expr, source, view.span)}>
                    {text('node.explore')}
                    <span className="sr-only"> {text(`chart.${id}`)}</span>
                  </PageLink>
                )
              }
            />
          );
        })}
      </div>
    </Section>
  );
}

const wasAsked = (progress: QueryProgress | undefined) => progress !== undefined && progress.state !== 'notAsked';

/** A node without exporter: nobody was asked, and nothing is to come. */
function emptyIfUnasked({ isFinished, queries, span }: NodeReading) {
  const isUnasked = isFinished && queries.where?.state !== 'failed';
  return isUnasked ? { kind: 'series' as const, rows: [], expr: '', stepSeconds: 0, ...span } : undefined;
}

function marksOf(changes: readonly NodeChange[], alerts: readonly AlertSpan[]): ChartMark[] {
  return [
    ...alerts.map(({ fromSeconds, toSeconds }) => ({ kind: 'span' as const, fromSeconds, toSeconds })),
    ...changes.map(({ timeSeconds }) => ({ kind: 'line' as const, timeSeconds })),
  ];
}

const getStyles = (theme: GrafanaTheme2) => ({
  grid: css({
    display: 'grid',
    gridTemplateColumns: `repeat(auto-fit, minmax(min(100%, ${theme.spacing(60)}), 1fr))`,
    gap: theme.spacing(2),
  }),
  hint: css({
    ...theme.typography.bodySmall,
    color: theme.colors.text.secondary,
    margin: 0,
    display: 'flex',
    flexWrap: 'wrap',
    columnGap: theme.spacing(2),
  }),
});
