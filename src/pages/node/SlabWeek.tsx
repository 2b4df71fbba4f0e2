import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import { TrendSparkline } from '../../components/TrendSparkline';
import { useWidth } from '../../components/useWidth';
import { type NodeEvidence } from '../../diagnosis';
import { useText } from '../../locales/TextProvider';

const curveHeight = 48;

/** The last days of unreclaimable slab, with the figures that its edges stand for. */
export function SlabWeek({ evidence: { slabHistory, slabUnreclaimableBytes, atSeconds } }: { evidence: NodeEvidence }) {
  const styles = useStyles2(getStyles);
  const { text, measures } = useText();
  const [measureWidth, width] = useWidth();
  const [first] = slabHistory;
  if (!first || slabHistory.length < 2) {
    return <span className={styles.note}>{text('notSeen')}</span>;
  }
  const topBytes = roundTop(Math.max(...slabHistory.map(({ bytes }) => bytes)));
  return (
    <div className={styles.grid} data-testid="slab-week">
      <span className={styles.scale} aria-hidden>
        <span>{measures.bytes(topBytes)}</span>
        <span>0</span>
      </span>
      <span ref={measureWidth} className={styles.curve}>
        {width > 0 && (
          <TrendSparkline
            samples={slabHistory}
            label={text('node.week.curve', {
              from: measures.bytes(first.bytes),
              to: measures.bytes(slabUnreclaimableBytes ?? slabHistory.at(-1)?.bytes ?? 0),
            })}
            width={width}
            height={curveHeight}
            topBytes={topBytes}
          />
        )}
      </span>
      <span className={styles.times}>
        <span>{text('node.week.ago', { span: measures.duration(atSeconds - first.timeSeconds) })}</span>
        {slabUnreclaimableBytes !== undefined && (
          <strong>{text('node.week.now', { value: measures.bytes(slabUnreclaimableBytes) })}</strong>
        )}
      </span>
    </div>
  );
}

/** The next round figure: 1, 1.5, 2, 3, 4 or 6 of a power of two. */
function roundTop(bytes: number): number {
  const power = 2 ** Math.floor(Math.log2(Math.max(1, bytes)));
  return [1, 1.5, 2].map((step) => step * power).find((top) => top >= bytes) ?? 2 * power;
}

const getStyles = (theme: GrafanaTheme2) => ({
  grid: css({ display: 'grid', gridTemplateColumns: 'max-content minmax(0, 1fr)', columnGap: theme.spacing(1) }),
  scale: css({
    ...theme.typography.bodySmall,
    color: theme.colors.text.secondary,
    display: 'flex',
    flexDirection: 'column',
    justifyContent: 'space-between',
    alignItems: 'flex-end',
    lineHeight: 1,
  }),
  curve: css({
    height: curveHeight,
    overflow: 'hidden',
    borderBottom: `1px solid ${theme.colors.border.medium}`,
    borderTop: `1px dashed ${theme.colors.border.weak}`,
  }),
  times: css({
    ...theme.typography.bodySmall,
    gridColumn: 2,
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'space-between',
    columnGap: theme.spacing(1),
    color: theme.colors.text.secondary,
    '& > strong': { color: theme.colors.text.primary },
  }),
  note: css({ ...theme.typography.bodySmall, color: theme.colors.text.secondary }),
});
