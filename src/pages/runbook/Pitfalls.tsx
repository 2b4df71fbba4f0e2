import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React, { useEffect, useRef } from 'react';
import { useText } from '../../locales/TextProvider';
import { type RunbookId } from '../../runbook/options';
import { pitfalls } from '../../runbook/pitfalls';
import { Section } from '../shared/Section';

/** Folded but titled; on paper, open. */
export function Pitfalls({ option }: { option: RunbookId }) {
  const styles = useStyles2(getStyles);
  const { text } = useText();
  const list = useOpenOnPaper();
  return (
    <Section title={text('runbook.pitfalls')}>
      <div ref={list} className={styles.list}>
        {pitfalls[option].map((id) => (
          <details key={id}>
            <summary>{text(`pitfall.${id}`)}</summary>
            <p>{text(`pitfall.${id}.text`)}</p>
          </details>
        ))}
      </div>
    </Section>
  );
}

function useOpenOnPaper() {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const opened = new Set<HTMLDetailsElement>();
    const open = () => {
      list.current?.querySelectorAll('details:not([open])').forEach((each) => {
        const folded = each as HTMLDetailsElement;
        folded.open = true;
        opened.add(folded);
      });
    };
    const fold = () => {
      opened.forEach((each) => {
        each.open = false;
      });
      opened.clear();
    };
    window.addEventListener('beforeprint', open);
    window.addEventListener('afterprint', fold);
    return () => {
      window.removeEventListener('beforeprint', open);
      window.removeEventListener('afterprint', fold);
    };
  }, []);
  return list;
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({
    maxWidth: theme.spacing(120),
    '& summary': { cursor: 'pointer', padding: theme.spacing(0.25, 0) },
    '& p': { margin: theme.spacing(0, 0, 1, 2) },
  }),
});
