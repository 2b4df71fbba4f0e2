import { type Target } from './target';

/** Where nodes come from, by how one gets a root shell on them. */
export const platforms = ['kubeadm', 'rke2', 'k3s', 'eks', 'gke', 'aks', 'openshift'] as const;
export type Platform = (typeof platforms)[number];

/**
 * A root shell without a new pod: `kubectl debug node` starts one, which a failing node refuses.
 *
 * Sources: https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-working-with-sessions-start.html,
 * https://cloud.google.com/sdk/gcloud/reference/compute/ssh,
 * https://learn.microsoft.com/en-us/cli/azure/vmss/run-command
 */
const commands: Readonly<Record<Platform, (target: Target) => string>> = {
  kubeadm: (target) => `${addressOf(target)}\nssh -t "$ADDRESS" sudo -i`,
  rke2: (target) => `${addressOf(target)}\nssh -t "$ADDRESS" sudo -i\nexport PATH=$PATH:/var/lib/rancher/rke2/bin`,
  k3s: (target) => `${addressOf(target)}\nssh -t "$ADDRESS" sudo -i\nk3s --version`,
  eks: (target) => `${providerIdOf(target)}\naws ssm start-session --target "\${ID##*/}"`,
  gke: (target) =>
    [
      `ZONE=$(${get(target, "{.metadata.labels['topology\\.kubernetes\\.io/zone']}")})`,
      `gcloud compute ssh --zone "$ZONE" ${target.argument}`,
    ].join('\n'),
  aks: (target) =>
    [
      providerIdOf(target),
      `az vmss run-command invoke --ids "\${ID#azure://}" --command-id RunShellScript --scripts 'uname -r; cat /proc/cmdline'`,
    ].join('\n'),
  openshift: (target) => `${addressOf(target)}\nssh -t "core@$ADDRESS" sudo -i`,
};

export function rootAccessCommand(platform: Platform, target: Target): string {
  return commands[platform](target);
}

const get = ({ argument }: Target, path: string) => `kubectl get node -o jsonpath=${quoted(path)} ${argument}`;
const quoted = (path: string) => (path.includes("'") ? `"${path}"` : `'${path}'`);
const addressOf = (target: Target) =>
  `ADDRESS=$(${get(target, '{.status.addresses[?(@.type=="InternalIP")].address}')})`;
const providerIdOf = (target: Target) => `ID=$(${get(target, '{.spec.providerID}')})`;
