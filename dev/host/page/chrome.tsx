import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';
import React, { useContext, type ReactNode } from 'react';
import { Link } from 'react-router-dom-v5-compat';
import { mayDoHere } from './grafana-pages';
import { navigationOf, PluginMetaContext } from './navigation';

export function Chrome({ children }: { children: ReactNode }): React.JSX.Element {
  const styles = useStyles2(getStyles);
  const meta = useContext(PluginMetaContext);
  const id = meta?.id ?? '';
  return (
    <div className={styles.layout}>
      <nav className={styles.menu} aria-label="Main menu">
        {(meta ? navigationOf(meta) : []).map(({ text, url = '' }) => (
          <Link key={url} to={url} className={styles.item}>
            <Icon name="apps" />
            {text}
          </Link>
        ))}
        {mayDoHere('plugins:write') && (
          <Link to={`/plugins/${id}`} className={styles.item}>
            <Icon name="cog" />
            Plugin settings
          </Link>
        )}
      </nav>
      <main className={styles.main}>{children}</main>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  layout: css({ display: 'flex', minHeight: '100vh', background: theme.colors.background.canvas }),
  menu: css({
    position: 'sticky',
    top: 0,
    flexShrink: 0,
    width: theme.spacing(25),
    height: '100vh',
    padding: theme.spacing(1),
    background: theme.colors.background.primary,
    borderRight: `1px solid ${theme.colors.border.weak}`,
  }),
  item: css({
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    padding: theme.spacing(1),
    borderRadius: theme.shape.radius.default,
    '&:hover': { background: theme.colors.action.hover },
  }),
  main: css({
    display: 'flex',
    flexDirection: 'column',
    flexGrow: 1,
    minWidth: 0,
    background: theme.colors.background.primary,
  }),
});
