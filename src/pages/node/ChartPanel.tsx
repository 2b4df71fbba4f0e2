import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Button, Icon, LoadingPlaceholder, useStyles2 } from '@grafana/ui';
import React, { type ReactNode, useMemo, useState } from 'react';
import { Chart } from '../../components/Chart';
import { type ChartForecast, type ChartMark, type ChartRange } from '../../components/chartData';
import { type SeriesAnswer } from '../../signals/answer';
import { type QueryProgress } from '../../data/progress';
import { useText } from '../../locales/TextProvider';
import { chartFacts, type ChartId, chartSeries } from './chartSeries';
import { sectionElementId } from '../shared/verdict/reasonPlaces';

export interface ChartPanelProps {
  id: ChartId;
  answer: SeriesAnswer | undefined;
  progress: QueryProgress | undefined;
  marks: readonly ChartMark[];
  forecast?: ChartForecast;
  /** How far all charts of the page look ahead. */
  aheadSeconds: number;
  onZoom: (range: ChartRange) => void;
  actions?: ReactNode;
}

const chartHeight = 200;
/** Of the title and of a legend with three curves: with it in reserve, the page stays where it is when curves come. */
const aroundChart = 108;

/** One chart with a life of its own: it waits, fails or finds nothing without holding up the others. */
export function ChartPanel({ id, answer, progress, marks, forecast, aheadSeconds, onZoom, actions }: ChartPanelProps) {
  const styles = useStyles2(getStyles);
  const words = useText();
  const title = words.text(`chart.${id}`);
  const series = useMemo(() => (answer ? chartSeries(answer, words) : []), [answer, words]);
  const range = useMemo(
    () => answer && { fromSeconds: answer.fromSeconds, toSeconds: answer.atSeconds + aheadSeconds },
    [answer, aheadSeconds]
  );
  return (
    <div id={sectionElementId(`chart-${id}`)} tabIndex={-1} className={styles.panel} data-testid={`chart-${id}`}>
      {answer && range && series.length > 0 ? (
        <Chart
          {...{ title, series, forecast, marks, range, onZoom, actions }}
          stepSeconds={answer.stepSeconds}
          unit={chartFacts[id].unit}
          group="memcg-kmem-node"
          height={chartHeight}
        />
      ) : (
        <>
          <h3 className={styles.title}>{title}</h3>
          <div className={styles.empty}>
            <Nothing id={id} progress={progress} isAnswered={answer !== undefined} />
          </div>
        </>
      )}
      {answer && series.length > 0 && progress?.state === 'failed' && <Failure progress={progress} />}
      {progress?.state === 'answered' && progress.notices.length > 0 && (
        <p className={styles.note}>
          <Icon name="info-circle" /> {progress.notices.join(' ')}
        </p>
      )}
    </div>
  );
}

type NothingProps = Pick<ChartPanelProps, 'id' | 'progress'> & { isAnswered: boolean };

function Nothing({ id, progress, isAnswered }: NothingProps) {
  const { text } = useText();
  if (progress?.state === 'failed') {
    return <Failure progress={progress} />;
  }
  if (isAnswered) {
    return (
      <div>
        <strong>{text('chart.nothing')}</strong> {text(`enable.${chartFacts[id].source}`)}
      </div>
    );
  }
  const isSlow = progress?.state === 'waiting' && progress.isSlow;
  return <LoadingPlaceholder text={text(isSlow ? 'chart.slow' : 'chart.waiting')} />;
}

function Failure({ progress }: { progress: Extract<QueryProgress, { state: 'failed' }> }) {
  const { text } = useText();
  const [isOpen, setOpen] = useState(false);
  const { kind, technical } = progress.failure;
  return (
    <div role="alert">
      <Icon name="exclamation-triangle" /> {text('chart.failed')} {text(`failure.${kind}`)}
      {technical !== '' && (
        <Button size="sm" fill="text" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen ? text('trouble.hideTechnical') : text('trouble.showTechnical')}
        </Button>
      )}
      {isOpen && <pre style={{ whiteSpace: 'pre-wrap' }}>{technical}</pre>}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  panel: css({
    minWidth: 0,
    minHeight: chartHeight + aroundChart,
    padding: theme.spacing(1.5),
    background: theme.colors.background.primary,
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
  }),
  title: css({ ...theme.typography.h6, margin: 0 }),
  empty: css({ minHeight: chartHeight, display: 'grid', placeItems: 'center', color: theme.colors.text.secondary }),
  note: css({ ...theme.typography.bodySmall, color: theme.colors.text.secondary, margin: 0 }),
});
