import { css, cx } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React, { useMemo } from 'react';
import { useText } from '../../../locales/TextProvider';
import { factText, meaningText } from '../../../locales/wording';
import { type Places, type ReadLine, markLines } from './linesRead';

/** The text itself: what was read is marked, with what it says beside it; what was not is told apart. */
export function ReadLines({ source, places }: { source: string; places: Places }) {
  const styles = useStyles2(getStyles);
  const { text, measures } = useText();
  const { lines, beyond } = useMemo(() => markLines(source, places), [source, places]);
  return (
    <details data-testid="read-lines">
      <summary>{text('paste.lines.title')}</summary>
      <ol className={styles.list}>
        {lines.map((line) =>
          line.kind === 'hidden' ? (
            <li key={line.first} className={styles.hidden}>
              {text('paste.lines.hidden', { count: line.count, number: measures.count(line.count) })}
            </li>
          ) : (
            <Line key={line.number} line={line} />
          )
        )}
      </ol>
      {beyond > 0 && (
        <p className={styles.hidden}>{text('paste.lines.beyond', { count: beyond, number: measures.count(beyond) })}</p>
      )}
    </details>
  );
}

function Line({ line }: { line: ReadLine }) {
  const styles = useStyles2(getStyles);
  const words = useText();
  const { number, readings, facts } = line;
  const says = [
    ...new Set([
      ...readings.map(({ meaning }) => meaningText(meaning, words)),
      ...facts.map((fact) => factText(fact, words)),
    ]),
  ];
  const isUnread = line.isUnread && says.length === 0;
  return (
    <li value={number} className={cx(isUnread && styles.unread)} data-line={number}>
      <code className={styles.text}>{marked(line)}</code>
      {says.length > 0 && <div className={styles.says}>{says.join(' · ')}</div>}
      {isUnread && <div className={styles.hidden}>{words.text('paste.lines.unread')}</div>}
    </li>
  );
}

/** A fact is said by its whole line. */
function marked({ text, marks, facts }: ReadLine) {
  const stretches = marks.length === 0 && facts.length > 0 ? [{ start: 0, end: text.length }] : marks;
  let at = 0;
  const parts = stretches.flatMap(({ start, end }) => {
    const before = text.slice(at, start);
    at = end;
    return [before, <mark key={start}>{text.slice(start, end)}</mark>];
  });
  return [...parts, text.slice(at)];
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({
    maxHeight: theme.spacing(50),
    overflow: 'auto',
    margin: theme.spacing(1, 0, 0),
    paddingLeft: theme.spacing(5),
    fontSize: theme.typography.bodySmall.fontSize,
    '& > li': { marginBottom: theme.spacing(0.5) },
  }),
  text: css({ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', background: 'none', border: 0, padding: 0 }),
  says: css({ fontWeight: theme.typography.fontWeightMedium }),
  unread: css({ color: theme.colors.text.secondary }),
  hidden: css({ color: theme.colors.text.secondary, fontStyle: 'italic', listStyle: 'none' }),
});
