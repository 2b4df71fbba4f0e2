import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Button, Icon, Pagination, Text, useStyles2 } from '@grafana/ui';
import React, { useState } from 'react';
import { PageLink } from '../../components/PageLink';
import { ProofLabel } from '../../components/ProofLabel';
import { isHalfDone, proofOf } from '../../diagnosis/proof';
import { proofText } from '../../locales/proofWording';
import { useText } from '../../locales/TextProvider';
import { type MaintenancePlan, type Wave } from '../../runbook/plan/makePlan';
import { wayOutFor, type PlanNode } from '../../runbook/plan/planNode';
import { usePage } from '../shared/asking/PageContext';
import { useLinks } from '../shared/address/links';
import { type PlanChoice } from './planView';
import { lastSafeText, slotText, warningText, waveTitle } from './waveText';

export interface WavesProps {
  plan: MaintenancePlan;
  choice: PlanChoice;
  onFix: (isFixed: boolean) => void;
}

const pageSize = 10;
const shownAtFirst = 10;

export function Waves({ plan, choice, onFix }: WavesProps) {
  const styles = useStyles2(getStyles);
  const { text, measures } = useText();
  const [wantedPage, setPage] = useState(1);
  const { waves } = plan;
  const pageCount = Math.max(1, Math.ceil(waves.length / pageSize));
  const page = Math.min(wantedPage, pageCount);
  const isFixed = choice.kind === 'fixed';
  const count = waves.reduce((sum, { nodes }) => sum + nodes.length, 0);
  return (
    <section className={styles.waves} aria-label={text('plan.waves')}>
      <div className={styles.head}>
        <Text element="h2" variant="h4">
          {text('plan.summary', {
            nodes: text('table.count', { count, number: measures.count(count) }),
            waves: text('plan.waveCount', { count: waves.length, number: measures.count(waves.length) }),
          })}
        </Text>
        <Button variant="secondary" size="sm" icon={isFixed ? 'unlock' : 'lock'} onClick={() => onFix(!isFixed)}>
          {text(isFixed ? 'plan.unfix' : 'plan.keep')}
        </Button>
      </div>
      <div className={styles.hint}>
        {choice.kind === 'fixed'
          ? text('plan.fixedSince', { time: measures.dateTime(choice.sinceSeconds) })
          : text('plan.keep.hint')}
      </div>
      <div className={styles.hint}>{text('plan.zone', { zone: measures.timeZone })}</div>
      {byDay(waves.slice((page - 1) * pageSize, page * pageSize), measures.day).map(([day, ofDay]) => (
        <section key={day} aria-label={day}>
          <Text element="h3" variant="h5">
            {day}
          </Text>
          <ol className={styles.list}>
            {ofDay.map((wave) => (
              <WaveCard key={wave.number} {...{ wave, plan }} />
            ))}
          </ol>
        </section>
      ))}
      <Pagination currentPage={page} numberOfPages={pageCount} onNavigate={setPage} hideWhenSinglePage />
    </section>
  );
}

function byDay(waves: readonly Wave[], dayOf: (seconds: number) => string): Array<[string, Wave[]]> {
  const days = new Map<string, Wave[]>();
  for (const wave of waves) {
    const day = dayOf(wave.startsAtSeconds);
    days.set(day, [...(days.get(day) ?? []), wave]);
  }
  return [...days];
}

function WaveCard({ wave, plan }: { wave: Wave } & Pick<WavesProps, 'plan'>) {
  const styles = useStyles2(getStyles);
  const words = useText();
  const { text } = words;
  const [isWhole, setWhole] = useState(false);
  const nodes = isWhole ? wave.nodes : wave.nodes.slice(0, shownAtFirst);
  return (
    <li className={styles.card} data-testid="wave">
      <Text element="h4" variant="h6">
        {waveTitle(wave, words)}
      </Text>
      <div>{slotText(wave, words)}</div>
      {lastSafeText(wave.lastSafe, words).map((line) => (
        <div key={line}>{line}</div>
      ))}
      {wave.warnings.map((warning) => (
        <div key={warning.kind} className={styles.warning} role="note">
          <Icon name="exclamation-triangle" /> {warningText(warning, words)}
        </div>
      ))}
      <ul className={styles.nodes}>
        {nodes.map((node) => (
          <WaveNode key={node.id} {...{ node, plan }} />
        ))}
      </ul>
      {nodes.length < wave.nodes.length && (
        <Button size="sm" fill="text" onClick={() => setWhole(true)}>
          {text('details.more', { count: wave.nodes.length - nodes.length })}
        </Button>
      )}
    </li>
  );
}

function WaveNode({ node, plan }: { node: PlanNode } & Pick<WavesProps, 'plan'>) {
  const { settings } = usePage();
  const links = useLinks();
  const styles = useStyles2(getStyles);
  const words = useText();
  const { text } = words;
  const { evidence, diagnosis } = node;
  const option = wayOutFor(node, plan.settings.fix);
  const proof = proofOf(evidence, diagnosis, { kernelsBefore: node.kernelsBefore }, settings.thresholds);
  return (
    <li className={styles.node} data-testid="wave-node" data-node={evidence.key.node} data-progress={proof.status}>
      <span className={styles.name}>{evidence.key.node}</span>
      <PageLink path={links.runbook(option, evidence.key)}>{text(`runbook.option.${option}`)}</PageLink>
      <ProofLabel status={proof.status} isWrong={isHalfDone(proof)} />
      {(proof.status === 'regressed' || isHalfDone(proof)) && (
        <span className={styles.why}>{proofText(proof, evidence.atSeconds, words)}</span>
      )}
    </li>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  waves: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1), minWidth: 0 }),
  head: css({ display: 'flex', flexWrap: 'wrap', justifyContent: 'space-between', gap: theme.spacing(1) }),
  hint: css({ color: theme.colors.text.secondary }),
  list: css({ listStyle: 'none', display: 'grid', gap: theme.spacing(1) }),
  card: css({
    padding: theme.spacing(1.5),
    background: theme.colors.background.secondary,
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
    minWidth: 0,
  }),
  warning: css({ color: theme.colors.warning.text }),
  nodes: css({ listStyle: 'none', marginTop: theme.spacing(1) }),
  node: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'baseline',
    justifyContent: 'space-between',
    gap: theme.spacing(0, 2),
    padding: theme.spacing(0.5, 0),
    borderTop: `1px solid ${theme.colors.border.weak}`,
  }),
  why: css({ flexBasis: '100%', color: theme.colors.error.text }),
  name: css({
    flex: '1 1 16rem',
    minWidth: 0,
    overflowWrap: 'anywhere',
    fontWeight: theme.typography.fontWeightMedium,
  }),
});
