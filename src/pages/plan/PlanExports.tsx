import { css } from '@emotion/css';
import { RadioButtonGroup, Text, useStyles2 } from '@grafana/ui';
import React, { useMemo, useState } from 'react';
import { SnippetFile } from '../../components/SnippetFile';
import { useText, type Words } from '../../locales/TextProvider';
import { ansibleFiles } from '../../runbook/plan/ansible';
import { exportedPlan, type PlanFile } from '../../runbook/plan/exportable';
import { type MaintenancePlan } from '../../runbook/plan/makePlan';
import { shellScript } from '../../runbook/plan/shellScript';
import { systemUpgradeFiles } from '../../runbook/plan/systemUpgrade';
import { kuredMarkdown, planMarkdown } from './planMarkdown';

export const exportIds = ['markdown', 'shell', 'ansible', 'systemUpgrade', 'kured'] as const;
export type ExportId = (typeof exportIds)[number];

export function PlanExports({ plan }: { plan: MaintenancePlan }) {
  const styles = useStyles2(getStyles);
  const words = useText();
  const { text, measures } = words;
  const [id, setId] = useState<ExportId>('markdown');
  const files = useMemo(() => filesOf(id, plan, words), [id, plan, words]);
  const { refused, byHand } = useMemo(() => exportedPlan(plan), [plan]);
  return (
    <section aria-label={text('plan.export')} data-testid="plan-exports">
      <Text element="h2" variant="h4">
        {text('plan.export')}
      </Text>
      <RadioButtonGroup
        className={styles.wraps}
        aria-label={text('plan.export')}
        options={exportIds.map((each) => ({ value: each, label: text(`plan.export.${each}`) }))}
        value={id}
        onChange={setId}
      />
      <p>{text(`plan.export.${id}.means`)}</p>
      {id !== 'markdown' &&
        (
          [
            ['refused', refused.length],
            ['byHand', byHand.length],
          ] as const
        ).map(
          ([why, count]) =>
            count > 0 && (
              <p key={why} role="note">
                {text(`plan.${why}`, { count, number: measures.count(count) })}
              </p>
            )
        )}
      {files.map((file) => (
        <SnippetFile key={file.name} path={file.name} content={file.text} downloadAs={file.name} />
      ))}
    </section>
  );
}

function filesOf(id: ExportId, plan: MaintenancePlan, words: Words): PlanFile[] {
  switch (id) {
    case 'markdown':
      return [planMarkdown(plan, window.location.href, words)];
    case 'shell':
      return [shellScript(plan)];
    case 'ansible':
      return ansibleFiles(plan);
    case 'systemUpgrade':
      return systemUpgradeFiles(plan);
    case 'kured':
      return [kuredMarkdown(plan, words)];
  }
}

const getStyles = () => ({
  // Five names beside each other are wider than a phone.
  wraps: css({ flexWrap: 'wrap', height: 'auto' }),
});
