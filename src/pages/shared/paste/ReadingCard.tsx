import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Alert, Button, IconButton, useStyles2 } from '@grafana/ui';
import React from 'react';
import { useText } from '../../../locales/TextProvider';
import { ReadLines } from './ReadLines';
import { ReadSummary } from './ReadSummary';
import { type Reading } from './useReadings';

/** One text: how far it is read, then what it says. */
export function ReadingCard({ reading, onForget }: { reading: Reading; onForget: () => void }) {
  const styles = useStyles2(getStyles);
  const { text, measures } = useText();
  const { name, state } = reading;
  return (
    <section className={styles.card} aria-label={name} data-testid="pasted-reading" data-state={state.kind}>
      <div className={styles.head}>
        <strong className={styles.name}>{name}</strong>
        {state.kind === 'reading' ? (
          <Button size="sm" variant="secondary" onClick={onForget}>
            {text('paste.cancel')}
          </Button>
        ) : (
          <IconButton name="times" tooltip={text('paste.remove', { name })} onClick={onForget} />
        )}
      </div>
      {state.kind === 'reading' && (
        <>
          <progress className={styles.progress} max={1} value={state.share} aria-label={text('paste.reading')} />
          {text('paste.readShare', { share: measures.measure({ value: state.share, unit: 'ratio' }) })}
        </>
      )}
      {state.kind === 'read' && (
        <>
          <ReadSummary {...state} />
          <ReadLines source={state.text} places={state.places} />
        </>
      )}
      {state.kind === 'failed' && <Alert severity="error" title={text(`paste.failed.${state.why}`)} />}
    </section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  card: css({
    padding: theme.spacing(1, 1.5),
    background: theme.colors.background.secondary,
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
  }),
  head: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(1), marginBottom: theme.spacing(0.5) }),
  name: css({ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }),
  // Left to itself, a browser draws an empty bar in white, which on a dark page looks like a full one.
  progress: css({
    display: 'block',
    width: '100%',
    height: theme.spacing(1),
    appearance: 'none',
    border: 0,
    background: theme.colors.border.medium,
    '&::-webkit-progress-bar': { background: theme.colors.border.medium },
    '&::-webkit-progress-value': { background: theme.colors.primary.main },
    '&::-moz-progress-bar': { background: theme.colors.primary.main },
  }),
});
