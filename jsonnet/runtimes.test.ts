import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { classifyRuntime } from '../src/kernel/runtimeFacts';

interface Patterns {
  kubeletWithoutKmem: string;
  runtimeWithoutKmem: string;
}

const patterns = JSON.parse(
  execFileSync('jsonnet', [path.join(__dirname, 'runtimes.libsonnet')], { encoding: 'utf8' })
) as Patterns;

const wholly = (pattern: string) => new RegExp(`^(?:${pattern})$`);

const numbers = [
  '0.9.9',
  '1.2',
  '1.8.15',
  '1.9.0',
  '1.17.9',
  '1.20.15',
  '1.21.14',
  '1.22',
  '1.22.0',
  '1.30.2',
  '2.0.1',
  '10.1.0',
];
const suffixes = ['', '-nokmem', '+my.nokmem-1', '-tke.6', '+k3s1', '-rc.0', '~ds1', 'x', '.4'];
const kubelets = numbers.flatMap((each) => suffixes.flatMap((suffix) => [`v${each}${suffix}`, `${each}${suffix}`]));

it.each([...kubelets, '', 'v', 'v1', 'unknown', '1.a'])('kubelet %s: the rules agree with the page', (version) => {
  expect(wholly(patterns.kubeletWithoutKmem).test(version)).toBe(
    classifyRuntime(version, undefined).kubelet.kmem === 'off'
  );
});

const dockers = [
  '1.13.1',
  '9.0',
  '17.03.2-ce',
  '17.5',
  '17.6.0',
  '17.12.1-ce',
  '18.6.3',
  '18.9.1',
  '18.9.1-nokmem',
  '20.10.24',
  '23.0.0',
  '24.0.7',
  '100.1',
];
const containerds = [
  '1.2.13',
  '1.2.13-nokmem',
  '1.4.4-k3s2',
  '1.4.5',
  '1.4.13~ds1',
  '1.5',
  '1.5.0',
  '1.5.1',
  '1.5.11',
  '1.6.33',
  '1.6',
  '1.10.0',
  '2.0.0',
  '2.1',
];
const runtimes = [
  ...dockers.map((version) => `docker://${version}`),
  ...containerds.map((version) => `containerd://${version}`),
  'cri-o://1.24.0',
  'rkt://1.30.0',
  'docker://Unknown',
  'containerd',
  '',
];

it.each(runtimes)('runtime %s: the rules agree with the page', (version) => {
  expect(wholly(patterns.runtimeWithoutKmem).test(version)).toBe(
    classifyRuntime(undefined, version).runtime.kmem === 'off'
  );
});
