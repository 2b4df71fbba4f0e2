import { Tab, TabsBar } from '@grafana/ui';
import React, { useState } from 'react';
import { CommandBlock } from '../../components/CommandBlock';
import { useText } from '../../locales/TextProvider';
import { type Platform, platforms, rootAccessCommand } from '../../runbook/rootAccess';
import { type System } from '../../runbook/system';
import { type Target } from '../../runbook/target';

/** How to become root on a node that starts no debug pod. */
export function RootAccess({ system, target }: { system: System; target: Target }) {
  const { text } = useText();
  const [chosen, setChosen] = useState<Platform>();
  const platform = chosen ?? platformOf(system);
  return (
    <details data-testid="root-access">
      <summary>{text('runbook.root.title')}</summary>
      <p>{text('runbook.root.why')}</p>
      <div style={{ overflowX: 'auto' }}>
        <TabsBar>
          {platforms.map((each) => (
            <Tab
              key={each}
              label={names[each]}
              active={each === platform}
              onChangeTab={() => {
                setChosen(each);
              }}
            />
          ))}
        </TabsBar>
      </div>
      <CommandBlock command={rootAccessCommand(platform, target)} />
    </details>
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

function platformOf(system: System): Platform {
  const image = system.kind === 'image' ? system.image : undefined;
  return platforms.find((each) => each === image) ?? 'kubeadm';
}
