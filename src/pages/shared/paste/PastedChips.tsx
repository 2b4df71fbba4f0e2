import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { IconButton, Tooltip, useStyles2 } from '@grafana/ui';
import React from 'react';
import { type PastedSource, relevantEvents } from '../../../signals/evidence/pastedSource';
import { listed } from '../../../locales/joined';
import { type Words, useText } from '../../../locales/TextProvider';
import { type AppliedSource, usePaste } from './PasteProvider';

/** The pasted sources in force, each of which can be taken back. @param of these and no others */
export function PastedChips({ of }: { of?: ReadonlySet<PastedSource> }) {
  const styles = useStyles2(getStyles);
  const words = useText();
  const { sources, remove } = usePaste();
  return (
    <>
      {sources
        .filter((source) => of?.has(source) ?? true)
        .map((source) => (
          <span key={source.id} className={styles.chip} data-testid="pasted-source">
            <Tooltip content={[source.name, source.cluster].filter(Boolean).join(' · ')}>
              <span tabIndex={0}>{chipText(source, words)}</span>
            </Tooltip>
            <IconButton
              name="times"
              size="sm"
              tooltip={words.text('paste.remove', { name: source.name })}
              onClick={() => remove(source.id)}
            />
          </span>
        ))}
    </>
  );
}

function chipText({ evidence }: AppliedSource, { text, measures }: Words): string {
  const events = relevantEvents(evidence).length;
  const nodes = evidence.nodes.length;
  const parts = [
    ...(events > 0 || nodes === 0 ? [text('paste.events', { count: events, number: measures.count(events) })] : []),
    ...(nodes > 0 ? [text('paste.nodes', { count: nodes, number: measures.count(nodes) })] : []),
  ];
  return text('paste.chip', { what: listed(parts, text) });
}

const getStyles = (theme: GrafanaTheme2) => ({
  chip: css({
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    padding: theme.spacing(0, 0.5, 0, 1),
    background: theme.colors.background.secondary,
    border: `1px solid ${theme.colors.border.medium}`,
    borderRadius: theme.shape.radius.pill,
  }),
});
