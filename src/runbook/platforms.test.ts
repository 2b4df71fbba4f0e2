import { spawnSync } from 'node:child_process';
import { platformCommand, platformOf, platforms, platformsOf } from './platforms';
import { stepIds } from './steps';
import { targetOf } from './target';

const hostile = targetOf({ node: "-a'; touch /tmp/x; echo 'b" });
const own = [...stepIds, 'rootAccess' as const].flatMap((step) =>
  platformsOf(step).map((platform) => [step, platform] as const)
);

it.each(own)('%s on %s is shell, whatever the node is called', (step, platform) => {
  const command = platformCommand(step, platform, hostile) ?? '';
  const { status, stderr } = spawnSync('sh', ['-n'], { input: command, encoding: 'utf8' });
  expect([status, stderr]).toEqual([0, '']);
});

it('every platform has a way to become root, to reboot, and to replace the node', () => {
  for (const step of ['rootAccess', 'reboot', 'newNode', 'removeOldNode', 'upgradeBoth'] as const) {
    expect([step, platformsOf(step)]).toEqual([step, [...platforms]]);
  }
});

it('the name of the node is quoted, and asked of the cluster where the product has another', () => {
  const target = targetOf({ node: 'n 1' });
  expect(platformCommand('reboot', 'gke', target)).toContain('instances reset --zone "$ZONE" \'n 1\'');
  expect(platformCommand('reboot', 'eks', target)).toContain('--instance-ids "${ID##*/}"');
});

it('k3s and RKE2 are known by their kubelet', () => {
  expect(platformOf({ kind: 'unknown' }, 'v1.24.10+k3s1')).toBe('k3s');
  expect(platformOf({ kind: 'unknown' }, 'v1.20.15+rke2r2')).toBe('rke2');
  expect(platformOf({ kind: 'unknown' }, 'v1.20.15')).toBe('kubeadm');
});
