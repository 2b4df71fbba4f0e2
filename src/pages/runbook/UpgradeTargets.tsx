import React from 'react';
import { useText } from '../../locales/TextProvider';
import { type Way } from '../../runbook/courses';
import { installingSteps, type StepId } from '../../runbook/steps';
import { kernelSources, type System } from '../../runbook/system';
import { upgradeTargets, upgradeTargetsFrom } from '../../runbook/upgradeTargets';

/** What to upgrade to, from the kernel table. */
export function UpgradeTargets({ id, system, ways = [] }: { id: StepId; system: System; ways?: readonly Way[] }) {
  const { text } = useText();
  if (!installingSteps.includes(id)) {
    return null;
  }
  const targets =
    system.kind === 'unknown'
      ? kernelSources.filter((source) => ways.includes(source)).flatMap(upgradeTargetsFrom)
      : upgradeTargets(system);
  if (targets.length === 0) {
    return null;
  }
  return (
    <div data-testid="upgrade-targets">
      {text('runbook.targets')}
      <ul style={{ listStylePosition: 'inside' }}>
        {targets.map(({ rowId, family, release, endOfLife }) => (
          <li key={rowId}>
            {endOfLife === undefined
              ? text('runbook.targets.row', { family, release })
              : text('runbook.targets.rowUntil', { family, release, date: endOfLife })}
          </li>
        ))}
      </ul>
    </div>
  );
}
