import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Alert, Button, Icon, useStyles2 } from '@grafana/ui';
import React from 'react';
import { useText } from '../../locales/TextProvider';
import { type SaveState } from './useSave';

export interface SaveBarProps {
  state: SaveState;
  isDirty: boolean;
  problemCount: number;
  isReadOnly: boolean;
  /** Just before Grafana was reloaded. */
  hasSaved: boolean;
  onTest: () => void;
  onUndo: () => void;
  onReset: () => void;
}

/** Stays in sight: what can be done with the form, and how it stands. */
export function SaveBar({ state, isDirty, problemCount, isReadOnly, hasSaved, onTest, onUndo, onReset }: SaveBarProps) {
  const styles = useStyles2(getStyles);
  const { text } = useText();
  const isSaving = state.kind === 'saving';
  return (
    <div className={styles.bar} data-testid="save-bar">
      {state.kind === 'failed' && (
        <Alert severity="error" title={text('config.saveFailed')}>
          {state.technical}
        </Alert>
      )}
      {(hasSaved || state.kind === 'saved') && !isDirty && <Alert severity="success" title={text('config.saved')} />}
      <div className={styles.row}>
        <Button
          type="submit"
          disabled={isReadOnly || !isDirty || problemCount > 0 || isSaving}
          icon={isSaving ? 'spinner' : undefined}
        >
          {text(isSaving ? 'config.saving' : 'config.save')}
        </Button>
        <Button type="button" variant="secondary" icon="plug" disabled={problemCount > 0} onClick={onTest}>
          {text('config.test')}
        </Button>
        {isDirty && !isSaving && (
          <Button type="button" variant="secondary" fill="text" onClick={onUndo}>
            {text('config.undo')}
          </Button>
        )}
        <Button type="button" variant="secondary" fill="text" disabled={isReadOnly || isSaving} onClick={onReset}>
          {text('config.reset')}
        </Button>
        <span role="status" className={styles.status} data-testid="save-state">
          {problemCount > 0 ? (
            <>
              <Icon name="exclamation-triangle" size="sm" /> {text('config.problems', { count: problemCount })}
            </>
          ) : (
            isDirty && !isSaving && text('config.unsaved')
          )}
        </span>
      </div>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  bar: css({
    position: 'sticky',
    bottom: 0,
    zIndex: theme.zIndex.navbarFixed,
    background: theme.colors.background.primary,
    borderTop: `1px solid ${theme.colors.border.weak}`,
    padding: theme.spacing(1.5, 0),
  }),
  row: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: theme.spacing(1) }),
  status: css({ color: theme.colors.text.secondary }),
});
