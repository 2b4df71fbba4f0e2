import { type FactSaid, saidIf } from './fact';
import { parseSize } from './sizes';

// A manifest asks for `memory: 32Gi`, and never for GB.
const memory =
  /^\W{0,8}memory: {0,4}([0-9.]{1,7} ?GB)\W{0,4}$|\b(?:server|machine|node|host)s? (?:has|have|with) ([0-9.]{1,7} ?GB)(?: of)? (?:ram|memory)/i;
const kubernetes = /\b(?:kubernetes|k8s)(?: version|版本)?[ :：是为]{1,4}v?(1\.[0-9]{1,2}\.[0-9]{1,3})(?![\w.-])/i;
const cure = /fix|upgrad|since|until|before|after|newer|升级|修复|以上/i;

/** What somebody writes of the machine itself: its memory, its Kubernetes. */
export function machineInProse(line: string): FactSaid[] {
  const [, alone = '', total = alone] = memory.exec(line) ?? [];
  const version = cure.test(line) ? undefined : kubernetes.exec(line)?.[1];
  return [
    ...saidIf('memoryTotalBytes', parseSize(total), 'prose'),
    ...saidIf('kubernetesVersion', version && `v${version}`, 'prose'),
  ];
}
