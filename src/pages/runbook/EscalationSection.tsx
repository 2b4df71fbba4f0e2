import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import { CommandBlock } from '../../components/CommandBlock';
import { type FleetNode } from '../../signals/evidence/fleetNode';
import { useText } from '../../locales/TextProvider';
import { type RunbookId } from '../../runbook/options';
import { Section } from '../shared/Section';
import { escalationText } from './escalationText';

/** When to ask for help, and the text to ask with. */
export function EscalationSection({ option, node }: { option: RunbookId; node: FleetNode | undefined }) {
  const styles = useStyles2(getStyles);
  const words = useText();
  const { text } = words;
  return (
    <Section title={text('runbook.escalation')}>
      <div className={styles.body} data-testid="escalation">
        <p>{text('runbook.escalation.when')}</p>
        <CommandBlock
          command={escalationText({ option, node, pageUrl: window.location.href }, words)}
          label={text('runbook.escalation.copy')}
          isProse
        />
      </div>
    </Section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  body: css({ maxWidth: theme.spacing(120), '& p': { margin: 0 } }),
});
