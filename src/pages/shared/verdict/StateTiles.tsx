import { css, cx } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import { StateLabel } from '../../../components/StateLabel';
import { type State, states } from '../../../diagnosis/diagnosis';
import { useText } from '../../../locales/TextProvider';
import { type StateCounts } from '../../../signals/evidence/restOfFleet';

export interface StateTilesProps {
  counts: StateCounts;
  chosen: readonly State[];
  onChange: (chosen: State[]) => void;
}

export function StateTiles({ counts, chosen, onChange }: StateTilesProps) {
  const styles = useStyles2(getStyles);
  const { text, measures } = useText();
  const toggle = (state: State) =>
    onChange(states.filter((each) => (each === state ? !chosen.includes(each) : chosen.includes(each))));
  return (
    <div className={styles.tiles} role="group" aria-label={text('tiles.label')}>
      {states.map((state) => (
        <button
          key={state}
          type="button"
          className={cx(styles.tile, chosen.includes(state) && styles.pressed)}
          aria-pressed={chosen.includes(state)}
          title={text(`state.${state}.means`)}
          data-testid={`state-tile-${state}`}
          onClick={() => toggle(state)}
        >
          <StateLabel state={state} />
          <span className={styles.count}>{measures.count(counts[state])}</span>
        </button>
      ))}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  tiles: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1) }),
  tile: css({
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    padding: theme.spacing(0.5, 1.5),
    background: theme.colors.background.secondary,
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
    '&:hover': { background: theme.colors.action.hover },
  }),
  pressed: css({
    background: theme.colors.action.selected,
    borderColor: theme.colors.primary.border,
    boxShadow: `inset 0 0 0 1px ${theme.colors.primary.border}`,
  }),
  count: css({ fontWeight: theme.typography.fontWeightBold, fontVariantNumeric: 'tabular-nums' }),
});
