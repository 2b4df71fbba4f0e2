import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';
import React, { useContext, useState, type ReactNode } from 'react';
import { Link } from 'react-router-dom-v5-compat';
import { mayDoHere } from './grafana-pages';
import { navigationOf, PluginMetaContext } from './navigation';

/** Grafana's menu is docked, and takes this much of the page, from this width of the window on; else it lies over the page. */
const menuWidthPx = 300;
const docked = (theme: GrafanaTheme2) => theme.breakpoints.up('xl');

export function Chrome({ children }: { children: ReactNode }): React.JSX.Element {
  const styles = useStyles2(getStyles);
  const meta = useContext(PluginMetaContext);
  const id = meta?.id ?? '';
  const [isOpen, setIsOpen] = useState(false);
  return (
    <div className={styles.layout}>
      <a className={styles.skip} href="#pageContent">
        Skip to main content
      </a>
      <button
        type="button"
        className={styles.opener}
        aria-label="Open menu"
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
      >
        <Icon name="bars" />
      </button>
      <nav
        className={cx(styles.menu, !isOpen && styles.closed)}
        aria-label="Main menu"
        onClick={() => setIsOpen(false)}
      >
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
      <main id="pageContent" tabIndex={-1} className={styles.main}>
        {children}
      </main>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  layout: css({ display: 'flex', minHeight: '100vh', background: theme.colors.background.canvas }),
  skip: css({
    position: 'fixed',
    top: theme.spacing(-6),
    zIndex: theme.zIndex.tooltip,
    padding: theme.spacing(1),
    background: theme.colors.background.secondary,
    '&:focus': { top: theme.spacing(1) },
  }),
  opener: css({
    position: 'fixed',
    top: theme.spacing(0.5),
    right: theme.spacing(1),
    zIndex: theme.zIndex.navbarFixed + 1,
    padding: theme.spacing(0.5),
    border: 'none',
    background: 'none',
    color: theme.colors.text.primary,
    [docked(theme)]: { display: 'none' },
  }),
  closed: css({ display: 'none', [docked(theme)]: { display: 'block' } }),
  menu: css({
    position: 'fixed',
    top: 0,
    zIndex: theme.zIndex.navbarFixed,
    flexShrink: 0,
    width: menuWidthPx,
    height: '100vh',
    [docked(theme)]: { position: 'sticky' },
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
