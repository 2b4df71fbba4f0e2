import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import { defaultThresholds, type ThresholdId } from '../../diagnosis/thresholds';
import thresholdFacts from '../../knowledge/thresholdFacts.json';
import { useText, type Words } from '../../locales/TextProvider';
import { ConfigSection, type FieldsProps, TextField } from './fields';
import { figureText, parseFigure } from './figure';

const facts = thresholdFacts as ReadonlyArray<{ id: ThresholdId; unit: string }>;

export function ThresholdFields({ draft, change, problems }: FieldsProps) {
  const styles = useStyles2(getStyles);
  const words = useText();
  const { text } = words;
  return (
    <ConfigSection id="thresholds" title={text('config.section.thresholds')} means={text('config.thresholdsHint')}>
      <div className={styles.grid}>
        {facts.map(({ id, unit }) => (
          <TextField
            key={id}
            path={`thresholds.${id}`}
            label={text(`threshold.${id}`)}
            means={text(`threshold.${id}.means`)}
            value={draft.thresholds[id]}
            defaultValue={figureText(id, defaultThresholds[id])}
            suffix={readingBeside(draft.thresholds[id], reading(parseFigure(id, draft.thresholds[id]), unit, words))}
            onChange={(typed) => change({ thresholds: { ...draft.thresholds, [id]: typed } })}
            problems={problems}
          />
        ))}
      </div>
    </ConfigSection>
  );
}

/** Nothing where the same has been typed already. */
function readingBeside(typed: string, said: string | undefined): string | undefined {
  const withoutBlanks = (text: string) => text.replace(/\s/g, '');
  return said !== undefined && withoutBlanks(said) === withoutBlanks(typed) ? undefined : said;
}

/** The figure as it would be said, where digits alone are hard to read. */
function reading(value: number, unit: string, { measures, text }: Words): string | undefined {
  if (!Number.isFinite(value) || value <= 0) {
    return undefined;
  }
  switch (unit) {
    case 'bytes':
      return measures.bytes(value);
    case 'bytesPerDay':
      return text('unit.perDay', { value: measures.bytes(value) });
    case 'ratio':
      return measures.ratio(value);
    case 'seconds':
      return measures.duration(value);
    default:
      return undefined;
  }
}

const getStyles = (theme: GrafanaTheme2) => ({
  grid: css({
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 320px), 1fr))',
    columnGap: theme.spacing(3),
    alignItems: 'end',
  }),
});
