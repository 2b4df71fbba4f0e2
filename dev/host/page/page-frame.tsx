import { css } from '@emotion/css';
import { PageLayoutType, type GrafanaTheme2 } from '@grafana/data';
import type { PluginPageProps } from '@grafana/runtime';
import { Icon, Tab, TabsBar, useStyles2 } from '@grafana/ui';
import React, { Fragment, useEffect } from 'react';
import { Link } from 'react-router-dom-v5-compat';
import { breadcrumbsOf, useNavigationItem, type Crumb } from './navigation';

function Breadcrumbs({ crumbs }: { crumbs: Crumb[] }): React.JSX.Element {
  const styles = useStyles2(getStyles);
  return (
    <nav className={styles.topBar} aria-label="Breadcrumbs">
      {crumbs.map((crumb, index) => (
        <Fragment key={`${crumb.text}-${index}`}>
          {index > 0 && <Icon name="angle-right" className={styles.separator} />}
          {crumb.href !== undefined && index < crumbs.length - 1 ? (
            <Link to={crumb.href} className={styles.crumb}>
              {crumb.text}
            </Link>
          ) : (
            <span aria-current="page" className={styles.current}>
              {crumb.text}
            </span>
          )}
        </Fragment>
      ))}
    </nav>
  );
}

/** What a plugin gets as PluginPage: Grafana's page with its heading, without the sidebar's section navigation. */
export function PageFrame({
  actions,
  children,
  info,
  layout,
  pageNav,
  renderTitle,
  subTitle,
}: PluginPageProps): React.JSX.Element {
  const styles = useStyles2(getStyles);
  const section = useNavigationItem();
  // Without an entry of its own a page is headed by its section: name, logo and description of the app.
  const heading = pageNav ?? section;
  const title = heading.text;
  const subtitle = subTitle ?? heading.subTitle;
  const tabs = (pageNav?.children ?? []).filter((child) => child.hideFromTabs !== true);
  const crumbs = breadcrumbsOf(section, pageNav);

  useEffect(() => {
    document.title = `${title} - Grafana`;
  }, [title]);

  return (
    <>
      <Breadcrumbs crumbs={crumbs} />
      {layout === PageLayoutType.Custom ? (
        children
      ) : (
        <div className={styles.page}>
          {layout !== PageLayoutType.Canvas && (
            <header className={styles.heading}>
              <div className={styles.headingRow}>
                {heading.img !== undefined && (
                  <img className={styles.logo} src={heading.img} alt={`logo for ${title}`} />
                )}
                {renderTitle ? renderTitle(title) : <h1 className={styles.title}>{title}</h1>}
                {info?.map((item) => (
                  <div key={item.label} className={styles.info}>
                    <span>{item.label}</span>
                    {item.value}
                  </div>
                ))}
                <div className={styles.actions}>{actions}</div>
              </div>
              {subtitle !== undefined && <div className={styles.subtitle}>{subtitle}</div>}
            </header>
          )}
          {tabs.length > 0 && (
            <TabsBar>
              {tabs.map((tab) => (
                <Tab
                  key={tab.url ?? tab.text}
                  label={tab.text}
                  active={tab.active}
                  href={tab.url}
                  icon={tab.icon}
                  counter={tab.tabCounter}
                />
              ))}
            </TabsBar>
          )}
          <div className={styles.content} data-testid="page-content">
            {children}
          </div>
        </div>
      )}
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  topBar: css({
    position: 'sticky',
    top: 0,
    zIndex: theme.zIndex.navbarFixed,
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    height: theme.spacing(5),
    // Beside the button of the menu, where that is folded.
    padding: theme.spacing(0, 6, 0, 2),
    // As Grafana does, which cuts the trail rather than widen the page.
    overflow: 'hidden',
    whiteSpace: 'nowrap',
    background: theme.colors.background.primary,
    borderBottom: `1px solid ${theme.colors.border.weak}`,
  }),
  crumb: css({ color: theme.colors.text.secondary, '&:hover': { textDecoration: 'underline' } }),
  current: css({ minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis' }),
  separator: css({ color: theme.colors.text.secondary }),
  page: css({ display: 'flex', flexDirection: 'column', flexGrow: 1, padding: theme.spacing(3) }),
  heading: css({ marginBottom: theme.spacing(2) }),
  headingRow: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: theme.spacing(2) }),
  logo: css({ width: theme.spacing(4), height: theme.spacing(4) }),
  title: css({ margin: 0 }),
  info: css({ display: 'flex', flexDirection: 'column', fontSize: theme.typography.bodySmall.fontSize }),
  actions: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(1), marginLeft: 'auto' }),
  subtitle: css({ color: theme.colors.text.secondary, marginTop: theme.spacing(0.5) }),
  content: css({ flexGrow: 1, paddingTop: theme.spacing(1) }),
});
