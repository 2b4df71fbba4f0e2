import { type Diagnosis, type NodeEvidence } from '../diagnosis';
import { likelyCause, runbookOfCause } from '../diagnosis/likelyCause';
import { type JudgedNode } from '../diagnosis/urgency';
import { accountingByRuntime, classifyRuntime, type WayOut, waysOut } from '../kernel';
import { bringsItsKernel, type Fit, fitOf, isRunbookId, type RunbookId } from './options';
import { type System, systemFactsOf, systemOf } from './system';

/** Key of the words that say how a way out fits this node. */
export type AdviceWords =
  | `runbook.fit.${WayOut}.${Fit}`
  | 'runbook.fit.nokmem.running'
  | 'runbook.fit.nokmem.ignored'
  | 'runbook.fit.nokmem.image'
  | 'runbook.fit.nokmem.updateFirst'
  | 'runbook.fit.runtime.olderCluster'
  | 'runbook.fit.kernel-upgrade.newNode'
  | 'runbook.fit.kernel-upgrade.doubtful'
  | 'runbook.fit.kernel-upgrade.update'
  | 'runbook.fit.kernel-upgrade.image'
  | 'runbook.fit.runtime.clean'
  | 'runbook.fit.relief.directories';

export interface Advice {
  option: WayOut;
  isRecommended: boolean;
  /** It would change nothing on this node. */
  isRuledOut: boolean;
  words: AdviceWords;
}

interface JudgedFor {
  evidence: NodeEvidence;
  diagnosis: Pick<Diagnosis, 'kernel' | 'cause'>;
}

interface AdviceFacts extends JudgedFor {
  system: System;
}

/**
 * The fix for this node: every link of a page, every plan. The alerts link to what the kernel calls for, or to `relief`
 * where directories are left behind (jsonnet/lib/annotations.libsonnet); where this knows more, that page turns the
 * reader to this one.
 */
export function recommendedWayOut(node: JudgedFor): WayOut {
  if (node.diagnosis.cause === 'live-cgroup-leak') {
    return 'relief';
  }
  return node.diagnosis.kernel.waysOut.find((option) => !isRuledOut(option, node)) ?? 'relief';
}

/**
 * The runbook that a node's verdict calls for: the likeliest cause's own, else the fix. The alert about failing creation
 * links by the same table.
 */
export function runbookFor(node: JudgedNode): RunbookId {
  const own = runbookOfCause(likelyCause(node.diagnosis));
  return isRunbookId(own) ? own : recommendedWayOut(node);
}

/** Every way out with why or why not, from the facts of one node; the recommended one first. */
export function adviceFor(node: JudgedFor): Advice[] {
  const facts = { ...node, system: systemOf(systemFactsOf(node.evidence)) };
  const recommended = recommendedWayOut(node);
  const ordered = [recommended, ...waysOut.filter((option) => option !== recommended)];
  return ordered.map((option) => ({
    option,
    isRecommended: option === recommended,
    isRuledOut: isRuledOut(option, node),
    words: wordsOf(option, facts),
  }));
}

function isRuledOut(option: WayOut, { evidence, diagnosis }: JudgedFor): boolean {
  const fit = fitOf(option, diagnosis.kernel);
  return (
    fit === 'unavailable' ||
    fit === 'unneeded' ||
    (option === 'runtime' && programsAreClean({ evidence, diagnosis })) ||
    (option === 'nokmem' && isIgnored(evidence))
  );
}

/** The parameter runs, and accounting is on all the same. */
function isIgnored({ nokmemRunning, kmemAccountingOn }: NodeEvidence): boolean {
  return nokmemRunning === true && kmemAccountingOn === true;
}

function wordsOf(option: WayOut, facts: AdviceFacts): AdviceWords {
  const { evidence, diagnosis, system } = facts;
  const fit = fitOf(option, diagnosis.kernel);
  const general: AdviceWords = `runbook.fit.${option}.${fit}`;
  switch (option) {
    case 'nokmem':
      if (evidence.nokmemRunning) {
        return isIgnored(evidence) ? 'runbook.fit.nokmem.ignored' : 'runbook.fit.nokmem.running';
      }
      if (bringsItsKernel(option, diagnosis.kernel)) {
        return 'runbook.fit.nokmem.updateFirst';
      }
      return fit === 'fits' && system.kind === 'image' ? 'runbook.fit.nokmem.image' : general;
    case 'kernel-upgrade':
      return fit === 'fits' ? upgradeWords(facts) : general;
    case 'runtime':
      return fit === 'fits' ? runtimeWords(facts) : general;
    case 'relief':
      return diagnosis.cause === 'live-cgroup-leak' ? 'runbook.fit.relief.directories' : general;
  }
}

function upgradeWords({ diagnosis, system }: AdviceFacts): AdviceWords {
  if (system.kind === 'image') {
    return 'runbook.fit.kernel-upgrade.image';
  }
  if (system.kind === 'distribution' && (system.distribution === 'el7' || system.distribution === 'alibaba2')) {
    return 'runbook.fit.kernel-upgrade.newNode';
  }
  if (diagnosis.kernel.class === 'unknown') {
    return 'runbook.fit.kernel-upgrade.doubtful';
  }
  return diagnosis.kernel.rowId === 'el8.0' ? 'runbook.fit.kernel-upgrade.update' : 'runbook.fit.kernel-upgrade.fits';
}

function runtimeWords(facts: AdviceFacts): AdviceWords {
  if (programsAreClean(facts)) {
    return 'runbook.fit.runtime.clean';
  }
  const { kubelet } = classifyRuntime(facts.evidence.kubeletVersion, facts.evidence.containerRuntimeVersion);
  return kubelet.kmem === 'on' || kubelet.kmem === 'depends'
    ? 'runbook.fit.runtime.olderCluster'
    : 'runbook.fit.runtime.fits';
}

function programsAreClean({ diagnosis, evidence }: JudgedFor): boolean {
  const { kubeletVersion, containerRuntimeVersion } = evidence;
  return accountingByRuntime(diagnosis.kernel, classifyRuntime(kubeletVersion, containerRuntimeVersion)) === 'off';
}
