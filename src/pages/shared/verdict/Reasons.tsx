import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Button, useStyles2 } from '@grafana/ui';
import React from 'react';
import { type Diagnosis, type Reason } from '../../../diagnosis';
import { useText } from '../../../locales/TextProvider';
import { reasonText } from '../../../locales/wording';
import { reasonPlaces, sectionElementId, type SectionId } from './reasonPlaces';
import { Section } from '../Section';

export interface ReasonsProps {
  diagnosis: Diagnosis;
  /** The page shows what each reason rests on in a section of its own, to which the reason leads. */
  hasSections?: boolean;
}

/** What the verdict rests on, what speaks against it, and what is not known. */
export function Reasons({ diagnosis, hasSections = false }: ReasonsProps) {
  const styles = useStyles2(getStyles);
  const { text } = useText();
  const { reasons, missing } = diagnosis;
  return (
    <div className={styles.columns}>
      <Section title={text('details.for')}>
        <ReasonList reasons={reasons.filter(({ direction }) => direction === 'for')} hasSections={hasSections} />
      </Section>
      <Section title={text('details.against')}>
        <ReasonList reasons={reasons.filter(({ direction }) => direction === 'against')} hasSections={hasSections} />
      </Section>
      {missing.length > 0 && (
        <Section title={text('details.notKnown')}>
          <ul className={styles.list}>
            {missing.map((source) => (
              <li key={source}>
                <span aria-hidden>?</span>
                <span>
                  {text(`missing.${source}`)} <span className={styles.secondary}>{text(`enable.${source}`)}</span>
                </span>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </div>
  );
}

const marks = { strong: '●', medium: '◐', weak: '○' } as const;

function ReasonList({ reasons, hasSections }: { reasons: readonly Reason[]; hasSections: boolean }) {
  const styles = useStyles2(getStyles);
  const words = useText();
  const { text, measures } = words;
  if (reasons.length === 0) {
    return <p className={styles.secondary}>{text('node.reasons.none')}</p>;
  }
  return (
    <ul className={styles.list}>
      {reasons.map((reason) => {
        const said = reasonText(reason, words);
        const threshold = measures.measure(reason.threshold);
        const place = reasonPlaces[reason.key];
        return (
          <li key={reason.key}>
            <span aria-hidden>{marks[reason.strength]}</span>
            <span>
              {said}{' '}
              <span className={styles.secondary}>
                {text(`strength.${reason.strength}`)}
                {threshold !== '' &&
                  !said.includes(threshold) &&
                  ` · ${text('node.reasons.threshold', { threshold })}`}{' '}
                <span className={styles.together}>
                  {'· '}
                  {hasSections && place.section ? (
                    <SectionButton section={place.section} label={text(`source.${place.source}`)} />
                  ) : (
                    text(`source.${place.source}`)
                  )}
                </span>
              </span>
            </span>
          </li>
        );
      })}
    </ul>
  );
}

function SectionButton({ section, label }: { section: SectionId; label: string }) {
  const { text } = useText();
  return (
    <Button
      size="sm"
      fill="text"
      icon="arrow-down"
      aria-label={text('node.reasons.show', { what: label })}
      onClick={() => goTo(section)}
    >
      {label}
    </Button>
  );
}

function goTo(section: SectionId): void {
  const element = document.getElementById(sectionElementId(section));
  element?.scrollIntoView({ block: 'center' });
  element?.focus({ preventScroll: true });
}

const getStyles = (theme: GrafanaTheme2) => ({
  columns: css({
    display: 'grid',
    gridTemplateColumns: `repeat(auto-fit, minmax(min(100%, ${theme.spacing(40)}), 1fr))`,
    gap: theme.spacing(3),
  }),
  list: css({
    listStyle: 'none',
    '& > li': { display: 'flex', gap: theme.spacing(1), marginBottom: theme.spacing(0.5), overflowWrap: 'anywhere' },
  }),
  together: css({ whiteSpace: 'nowrap' }),
  secondary: css({ ...theme.typography.bodySmall, color: theme.colors.text.secondary, margin: 0 }),
});
