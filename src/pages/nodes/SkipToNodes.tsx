import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import { useText } from '../../locales/TextProvider';

/** The first stop of the page: past toolbar, filters and search to the row that Tab leads to. */
export function SkipToNodes() {
  const styles = useStyles2(getStyles);
  const { text } = useText();
  const skip = () => document.querySelector<HTMLElement>('tr[data-id][tabindex="0"]')?.focus();
  return (
    <button type="button" className={styles.skip} onClick={skip}>
      {text('table.skip')}
    </button>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  skip: css({
    position: 'absolute',
    zIndex: theme.zIndex.tooltip,
    padding: theme.spacing(1),
    border: `1px solid ${theme.colors.primary.border}`,
    borderRadius: theme.shape.radius.default,
    background: theme.colors.background.secondary,
    color: theme.colors.text.link,
    '&:not(:focus)': { clipPath: 'inset(50%)' },
  }),
});
