import { css } from '@emotion/css';
import { type GrafanaTheme2, type IconName } from '@grafana/data';
import { Icon, useStyles2, useTheme2 } from '@grafana/ui';
import React from 'react';
import { type Words, useText } from '../locales/TextProvider';
import { type ClusterCoverage, type CoverageItemId, type CoverageState } from '../signals/coverage/coverage';

const icons: Record<CoverageState, IconName> = {
  full: 'check-circle',
  partial: 'exclamation-triangle',
  absent: 'times-circle',
  quiet: 'minus-circle',
  notKnown: 'question-circle',
  off: 'minus-circle',
  elsewhere: 'minus-circle',
};

interface CellProps {
  id: CoverageItemId;
  cluster: ClusterCoverage;
}

/** Icon, words and colour of one signal in one cluster. */
export function CoverageCellText({ id, cluster }: CellProps) {
  const styles = useStyles2(getStyles);
  const theme = useTheme2();
  const words = useText();
  const { state: seen, lost } = cluster.cells[id];
  // Nobody has to enable the optional.
  const state = id === 'slabCaches' && seen === 'absent' ? 'off' : seen;
  return (
    <>
      <span className={styles.cell} style={{ color: colorOf(state, theme) }}>
        <Icon name={icons[state]} size="sm" />
        <span className={styles.words}>{cellWords({ id, cluster }, words)}</span>
      </span>
      {lost > 0 && (
        <div className={styles.secondary}>
          {words.text('coverage.lost', { count: lost, number: words.measures.count(lost) })}
        </div>
      )}
    </>
  );
}

function cellWords({ id, cluster }: CellProps, { text, measures }: Words): string {
  const { state, seen } = cluster.cells[id];
  if (id === 'events' && state === 'full') {
    return (cluster.pipelines ?? []).join(', ');
  }
  if (id === 'waitingPods' && state === 'full') {
    return text('coverage.podsWaiting', { count: seen, number: measures.count(seen) });
  }
  const total = measures.count(cluster.nodesKnown ?? seen);
  switch (state) {
    case 'full':
      return text('coverage.onAll');
    case 'partial':
      return text('coverage.seenOf', { seen: measures.count(seen), total });
    default:
      return text(`coverage.state.${state}`);
  }
}

function colorOf(state: CoverageState, { colors }: GrafanaTheme2): string {
  switch (state) {
    case 'full':
      return colors.success.text;
    case 'partial':
      return colors.warning.text;
    case 'absent':
      return colors.error.text;
    default:
      return colors.text.secondary;
  }
}

const getStyles = (theme: GrafanaTheme2) => ({
  cell: css({
    display: 'inline-flex',
    alignItems: 'baseline',
    gap: theme.spacing(0.5),
    '& svg': { alignSelf: 'center' },
  }),
  words: css({ color: theme.colors.text.primary }),
  secondary: css({ color: theme.colors.text.secondary, ...theme.typography.bodySmall }),
});
