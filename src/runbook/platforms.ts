import { type StepId } from './steps';
import { type System } from './system';
import { type Target } from './target';

/** Where nodes come from: what is done to the machine itself differs by it. */
export const platforms = ['kubeadm', 'rke2', 'k3s', 'eks', 'gke', 'aks', 'openshift'] as const;
export type Platform = (typeof platforms)[number];

/** Of a node; kubeadm stands for whatever was set up by hand. */
export function platformOf(system: System, kubeletVersion = ''): Platform {
  const built = /\+(k3s|rke2)/.exec(kubeletVersion)?.[1];
  const image = system.kind === 'image' ? system.image : undefined;
  return platforms.find((each) => each === built || each === image) ?? 'kubeadm';
}

type Commands = Readonly<Partial<Record<Platform, (target: Target) => string>>>;

/**
 * A root shell without a new pod: `kubectl debug node` starts one, which a failing node refuses.
 *
 * Sources: https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-working-with-sessions-start.html,
 * https://cloud.google.com/sdk/gcloud/reference/compute/ssh,
 * https://learn.microsoft.com/en-us/cli/azure/vmss/run-command
 */
const rootAccess: Commands = {
  kubeadm: (target) => `${addressOf(target)}\nssh -t "$ADDRESS" sudo -i`,
  rke2: (target) => `${addressOf(target)}\nssh -t "$ADDRESS" sudo -i\nexport PATH=$PATH:/var/lib/rancher/rke2/bin`,
  k3s: (target) => `${addressOf(target)}\nssh -t "$ADDRESS" sudo -i\nk3s --version`,
  eks: (target) => `${providerIdOf(target)}\naws ssm start-session --target "\${ID##*/}"`,
  gke: (target) => `${zoneOf(target)}\ngcloud compute ssh --zone "$ZONE" ${target.argument}`,
  aks: (target) =>
    [
      providerIdOf(target),
      `az vmss run-command invoke --ids "\${ID#azure://}" --command-id RunShellScript --scripts 'uname -r; cat /proc/cmdline'`,
    ].join('\n'),
  openshift: (target) => `${addressOf(target)}\nssh -t "core@$ADDRESS" sudo -i`,
};

/** From outside, for a node whose shell does not answer. */
const reboot: Commands = {
  eks: (target) => `${providerIdOf(target)}\naws ec2 reboot-instances --instance-ids "\${ID##*/}"`,
  gke: (target) => `${zoneOf(target)}\ngcloud compute instances reset --zone "$ZONE" ${target.argument}`,
  aks: (target) => `${providerIdOf(target)}\naz resource invoke-action --action restart --ids "\${ID#azure://}"`,
  openshift: (target) => `${addressOf(target)}\nssh "core@$ADDRESS" sudo systemctl reboot`,
  kubeadm: sshReboot,
  rke2: sshReboot,
  k3s: sshReboot,
};

/** The pool's newer image, in the way in which the product replaces nodes. */
const newImage: Commands = {
  eks: (target) =>
    [
      'CLUSTER=',
      labelOf(target, 'POOL', 'eks.amazonaws.com/nodegroup'),
      'aws eks update-nodegroup-version --cluster-name "$CLUSTER" --nodegroup-name "$POOL"',
    ].join('\n'),
  gke: (target) =>
    [
      'CLUSTER=',
      'LOCATION=',
      labelOf(target, 'POOL', 'cloud.google.com/gke-nodepool'),
      'gcloud container clusters upgrade "$CLUSTER" --location "$LOCATION" --node-pool "$POOL"',
    ].join('\n'),
  aks: (target) =>
    [
      'GROUP=',
      'CLUSTER=',
      labelOf(target, 'POOL', 'kubernetes.azure.com/agentpool'),
      'az aks nodepool upgrade --resource-group "$GROUP" --cluster-name "$CLUSTER" --name "$POOL" --node-image-only',
    ].join('\n'),
  openshift: () => 'oc get clusterversion\noc adm upgrade\noc adm upgrade --to-latest',
};

const machineConfig = [
  "oc apply -f - <<'YAML'",
  'apiVersion: machineconfiguration.openshift.io/v1',
  'kind: MachineConfig',
  'metadata:',
  '  name: 99-worker-nokmem',
  '  labels:',
  '    machineconfiguration.openshift.io/role: worker',
  'spec:',
  '  kernelArguments:',
  '    - cgroup.memory=nokmem',
  'YAML',
  'oc get machineconfigpool',
].join('\n');

/** Kubelet and runc come with the product's own release. */
const upgradeBoth: Commands = {
  ...newImage,
  kubeadm: () => 'kubeadm upgrade node\nsystemctl restart containerd kubelet',
  rke2: () =>
    'VERSION=\ncurl -sfL https://get.rke2.io | INSTALL_RKE2_TYPE=agent INSTALL_RKE2_VERSION="$VERSION" sh -\nsystemctl restart rke2-agent',
  k3s: () =>
    [
      'VERSION=',
      'set -a; . /etc/systemd/system/k3s-agent.service.env; set +a',
      'curl -sfL https://get.k3s.io | INSTALL_K3S_VERSION="$VERSION" sh -',
    ].join('\n'),
};

const readRunc: Commands = {
  rke2: () => '/var/lib/rancher/rke2/bin/runc --version\n/var/lib/rancher/rke2/bin/kubelet --version',
  k3s: () => 'k3s --version\n/var/lib/rancher/k3s/data/current/bin/runc --version',
};

/** A node like the others, with a newer system. */
const newNode: Commands = {
  ...newImage,
  kubeadm: () => 'kubeadm token create --print-join-command',
  rke2: () =>
    'cat /var/lib/rancher/rke2/server/node-token\ncurl -sfL https://get.rke2.io | INSTALL_RKE2_TYPE=agent sh -',
  k3s: () => 'cat /var/lib/rancher/k3s/server/node-token\ncurl -sfL https://get.k3s.io | K3S_URL= K3S_TOKEN= sh -',
  openshift: () =>
    'oc -n openshift-machine-api get machinesets\noc -n openshift-machine-api scale machineset NAME --replicas=COUNT',
};

/** Its machine is given back: else the product brings the node back, or bills for it. */
const removeOldNode: Commands = {
  kubeadm: (target) => onNode(target, 'kubeadm reset'),
  rke2: (target) => onNode(target, 'rke2-uninstall.sh'),
  k3s: (target) => onNode(target, 'k3s-agent-uninstall.sh'),
  eks: (target) =>
    [
      providerIdOf(target),
      'aws autoscaling terminate-instance-in-auto-scaling-group --instance-id "${ID##*/}" --no-should-decrement-desired-capacity',
    ].join('\n'),
  gke: (target) => `${zoneOf(target)}\ngcloud compute instances delete --zone "$ZONE" ${target.argument}`,
  aks: (target) =>
    [
      'GROUP=',
      'CLUSTER=',
      labelOf(target, 'POOL', 'kubernetes.azure.com/agentpool'),
      `az aks nodepool delete-machines --resource-group "$GROUP" --cluster-name "$CLUSTER" --name "$POOL" --machine-names ${target.word}`,
    ].join('\n'),
  openshift: (target) =>
    [
      `MACHINE=$(${get(target, "{.metadata.annotations['machine\\.openshift\\.io/machine']}")})`,
      'oc -n openshift-machine-api delete machine "${MACHINE##*/}"',
    ].join('\n'),
};

const commands: Readonly<Partial<Record<StepId | 'rootAccess', Commands>>> = {
  rootAccess,
  reboot,
  newImage,
  setNokmemImage: { ...newImage, openshift: () => machineConfig },
  upgradeBoth,
  readRunc,
  newNode,
  removeOldNode,
};

/** Platforms on which the step has a command of its own, in a fixed order; none where the step is the same everywhere. */
export function platformsOf(step: StepId | 'rootAccess'): Platform[] {
  return platforms.filter((platform) => commands[step]?.[platform] !== undefined);
}

/** Absent where the platform has none of its own for the step. */
export function platformCommand(step: StepId | 'rootAccess', platform: Platform, target: Target): string | undefined {
  return commands[step]?.[platform]?.(target);
}

function sshReboot(target: Target): string {
  return onNode(target, 'systemctl reboot');
}

function onNode(target: Target, command: string): string {
  return `${addressOf(target)}\nssh -t "$ADDRESS" sudo ${command}`;
}

const get = ({ argument }: Target, path: string) => `kubectl get node -o jsonpath=${quoted(path)} ${argument}`;
const quoted = (path: string) => (path.includes("'") ? `"${path}"` : `'${path}'`);
const addressOf = (target: Target) =>
  `ADDRESS=$(${get(target, '{.status.addresses[?(@.type=="InternalIP")].address}')})`;
const providerIdOf = (target: Target) => `ID=$(${get(target, '{.spec.providerID}')})`;
const labelOf = (target: Target, name: string, label: string) =>
  `${name}=$(${get(target, `{.metadata.labels['${label.replaceAll('.', '\\.')}']}`)})`;
const zoneOf = (target: Target) => labelOf(target, 'ZONE', 'topology.kubernetes.io/zone');
