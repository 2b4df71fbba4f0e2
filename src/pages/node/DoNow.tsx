import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Text, useStyles2 } from '@grafana/ui';
import React from 'react';
import { CommandBlock } from '../../components/CommandBlock';
import { PageLink } from '../../components/PageLink';
import { type FleetNode } from '../../signals/evidence/fleetNode';
import { useText } from '../../locales/TextProvider';
import { firstCommandOf } from '../../runbook/firstCommand';
import { type NextStep, nextStepsOf } from '../../runbook/nextSteps';
import { adviceFor, recommendedWayOut } from '../../runbook/advice';
import { useLinks } from '../shared/address/links';

interface DoNowProps {
  node: FleetNode;
}

/** The next actions in order, the first with its command. */
export function DoNow({ node }: DoNowProps) {
  const styles = useStyles2(getStyles);
  const { text } = useText();
  const { diagnosis, evidence } = node;
  const steps = nextStepsOf(diagnosis, evidence.cordoned === true);
  return (
    <section className={styles.box} aria-label={text('node.doNow.title')} data-testid="do-now">
      <Text element="h2" variant="h5">
        {text('node.doNow.title')}
      </Text>
      <ol className={styles.steps}>
        {steps.map((step, index) => (
          <li key={step}>
            <Step {...{ step, node }} />
            {index === 0 && <First {...{ step, node }} />}
          </li>
        ))}
      </ol>
    </section>
  );
}

function Step({ step, node }: DoNowProps & { step: NextStep }) {
  const links = useLinks();
  const { text } = useText();
  const { evidence, diagnosis } = node;
  const { key } = evidence;
  const [firstMissing] = diagnosis.missing;
  return (
    <>
      {text(`node.step.${step}`)}
      {(step === 'pickFix' || step === 'planFix') && <Fixes {...{ node }} />}
      {step === 'drainRebootVerify' && (
        <>
          {' '}
          <PageLink path={links.runbook(recommendedWayOut(node), key)}>{text('node.doNow.steps')}</PageLink>
        </>
      )}
      {step === 'seeMore' && firstMissing && ` ${text(`enable.${firstMissing}`)}`}
    </>
  );
}

/** What to run before anything else. */
function First({ step, node }: DoNowProps & { step: NextStep }) {
  const styles = useStyles2(getStyles);
  const { text } = useText();
  const first = firstCommandOf(step, node);
  return (
    first && (
      <>
        {step !== 'cordon' && (
          <div className={styles.fit}>{text('node.doNow.first', { where: text(`runbook.where.${first.where}`) })}</div>
        )}
        <CommandBlock command={first.command} />
      </>
    )
  );
}

/** The ways out, the one that suits this node first. */
function Fixes({ node }: DoNowProps) {
  const links = useLinks();
  const styles = useStyles2(getStyles);
  const { text } = useText();
  const { evidence, diagnosis } = node;
  const release = diagnosis.kernel.release ?? text('unknownRelease');
  const waysOut = adviceFor(node).filter(({ isRecommended, isRuledOut }) => isRecommended || !isRuledOut);
  return (
    <ul className={styles.fixes}>
      {waysOut.map(({ option, isRecommended, words }) => (
        <li key={option}>
          <PageLink path={links.runbook(option, evidence.key)}>{text(`runbook.option.${option}`)}</PageLink>
          {isRecommended && ` ${text('node.doNow.recommended')}`}
          <div className={styles.fit}>{text(words, { release })}</div>
        </li>
      ))}
    </ul>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  // On the verdict's card: beside both the answer and the figures where there is room, between them where there is not.
  box: css({ gridRow: 'span 2', minWidth: 0, [theme.breakpoints.down('lg')]: { gridRow: 'auto' } }),
  steps: css({
    margin: theme.spacing(1, 0, 0),
    paddingLeft: theme.spacing(3),
    '& > li + li': { marginTop: theme.spacing(1) },
  }),
  fixes: css({ paddingLeft: theme.spacing(2), '& > li': { marginTop: theme.spacing(0.5) } }),
  fit: css({ ...theme.typography.bodySmall, color: theme.colors.text.secondary }),
});
