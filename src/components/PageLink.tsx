import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { LinkButton, useStyles2 } from '@grafana/ui';
import React, { type ComponentProps, type PropsWithChildren } from 'react';
import { usePageLink } from './usePageLink';

export interface PageLinkProps {
  path: string;
  /** -1: reached by other keys than Tab. */
  tabIndex?: number;
}

export function PageLink({ path, tabIndex, children }: PropsWithChildren<PageLinkProps>) {
  const styles = useStyles2(getStyles);
  return (
    <a className={styles.link} tabIndex={tabIndex} {...usePageLink(path)}>
      {children}
    </a>
  );
}

type LinkButtonLook = Pick<ComponentProps<typeof LinkButton>, 'variant' | 'size' | 'icon' | 'fill'>;

export function PageLinkButton({ path, children, ...look }: PropsWithChildren<{ path: string } & LinkButtonLook>) {
  return (
    <LinkButton {...look} {...usePageLink(path)}>
      {children}
    </LinkButton>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  // Told from the text around it by more than its colour.
  link: css({ color: theme.colors.text.link, textDecoration: 'underline', textUnderlineOffset: '0.2em' }),
});
