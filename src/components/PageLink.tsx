import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { LinkButton, useStyles2 } from '@grafana/ui';
import React, { type ComponentProps, type PropsWithChildren } from 'react';
import { usePageLink } from './usePageLink';

export function PageLink({ path, children }: PropsWithChildren<{ path: string }>) {
  const styles = useStyles2(getStyles);
  return (
    <a className={styles.link} {...usePageLink(path)}>
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
