import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import { type KernelSource } from '../../kernel';
import { listed } from '../../locales/joined';
import { useText } from '../../locales/TextProvider';
import { sourceName } from '../../runbook/sourceName';

export interface SourceLinkProps {
  url: string;
  /** What the source is for what it is cited for, where that is known better than by its address. */
  kind?: KernelSource['kind'];
  date?: string | null;
}

/** A source by its title, with who says it, of what kind it is, and when. */
export function SourceLink({ url, kind, date }: SourceLinkProps) {
  const styles = useStyles2(getStyles);
  const { text } = useText();
  const named = sourceName(url);
  const is = kind ?? named?.kind;
  const facts = [named?.publisher, is && text(`kernelSource.${is}`), date ?? undefined];
  return (
    <>
      <a className={styles.link} href={url} target="_blank" rel="noreferrer">
        {named?.title ?? url}
      </a>{' '}
      {text('sourceLink.facts', { facts: listed(facts, text) })}
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  link: css({ color: theme.colors.text.link, overflowWrap: 'anywhere', textDecoration: 'underline' }),
});
