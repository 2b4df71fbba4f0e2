import { Tab, TabsBar } from '@grafana/ui';
import React from 'react';
import { CommandBlock } from '../../components/CommandBlock';
import { useText } from '../../locales/TextProvider';
import { type Platform, platformCommand, platformsOf } from '../../runbook/platforms';
import { type StepId } from '../../runbook/steps';
import { type Target } from '../../runbook/target';

export interface PlatformTabsProps {
  step: StepId | 'rootAccess';
  target: Target;
  /** One choice for all steps. */
  platform: Platform;
  onChoose: (platform: Platform) => void;
}

/** What a step runs on each platform; nothing where all run the same. */
export function PlatformTabs({ step, target, platform, onChoose }: PlatformTabsProps) {
  const { text } = useText();
  const platforms = platformsOf(step);
  const command = platformCommand(step, platform, target);
  if (platforms.length === 0) {
    return null;
  }
  return (
    <div data-testid={`platforms-${step}`}>
      {step !== 'rootAccess' && <p>{text('runbook.byPlatform')}</p>}
      <div style={{ overflowX: 'auto' }}>
        <TabsBar>
          {platforms.map((each) => (
            <Tab key={each} label={names[each]} active={each === platform} onChangeTab={() => onChoose(each)} />
          ))}
        </TabsBar>
      </div>
      {command !== undefined && <CommandBlock command={command} />}
    </div>
  );
}

/** Names of products: the same in every language. */
const names: Readonly<Record<Platform, string>> = {
  kubeadm: 'kubeadm',
  rke2: 'RKE2',
  k3s: 'k3s',
  eks: 'EKS',
  gke: 'GKE',
  aks: 'AKS',
  openshift: 'OpenShift',
};
